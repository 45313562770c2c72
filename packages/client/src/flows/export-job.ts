import { bare } from "../check-options.js";
import { brandOf, IntercomError, IntercomUsageError, type IntercomApiError } from "../errors.js";
import type { IntercomClient } from "../client.js";
import type { ApiVersion } from "../options.js";
import type { CallOptions, Kinds, KindsOf } from "../call-options.js";
import { followSignal, newScope, sleep, type Scope, type Timer } from "../limits.js";
import { retriesOf } from "../retry.js";
import { dataOf } from "./steps.js";

/** The days whose messages to export. */
export interface ExportPeriod {
  /** Its start: a date, or Unix seconds. Intercom takes whole days, the first and the last included. */
  from: Date | number;
  /** Its end: a date, or Unix seconds. */
  to: Date | number;
}

/** How far an export is. */
export interface ExportProgress {
  /** What to save: with it, another process can go on. */
  readonly jobIdentifier: string;
  readonly status:
    "pending" | "in_progress" | "completed" | "no_data" | "failed" | "canceled" | (string & {});
  /** How long it has been waited for, in milliseconds. */
  readonly elapsedMs: number;
}

/** The call options, for each of the calls. */
export interface ExportOptions extends Omit<CallOptions, "parseAs" | "idempotent"> {
  /**
   * Ends the export. While the job goes on, Intercom is asked to cancel it, for five seconds at most, so that it does
   * not stand in the way of the next; then the export rejects with the signal's reason. Later it ends the stream.
   *
   * @example AbortSignal.timeout(3_600_000)
   */
  signal?: AbortSignal | undefined;
  /**
   * The first wait between two looks at the job, and the longest, in milliseconds; each is one and a half times the
   * last.
   *
   * @default { minMs: 2_000, maxMs: 30_000 }
   */
  poll?: { minMs?: number | undefined; maxMs?: number | undefined } | undefined;
  /**
   * Told how far the job is: when it was made, and after each look at it. A promise is waited for, and the export rejects
   * with what it throws or rejects with.
   */
  onProgress?: ((progress: ExportProgress) => unknown) | undefined;
  /**
   * Whether to give the CSV itself. Needs a runtime with `DecompressionStream`.
   *
   * @default false: the gzip, as Intercom sends it
   */
  decompress?: boolean | undefined;
}

export const EXPORT_KINDS: Kinds = {
  poll: {
    minMs: "number above 0",
    maxMs: "number above 0",
  } satisfies KindsOf<NonNullable<ExportOptions["poll"]>>,
  onProgress: "function",
  decompress: "boolean",
} satisfies KindsOf<Omit<ExportOptions, keyof CallOptions>>;

/** An export that gives no messages. */
export class IntercomExportError extends IntercomError {
  declare readonly name: "IntercomExportError";
  /** @internal */
  static override readonly brand: string = "IntercomExportError";
  /**
   * Why:
   * - `"pending"`: another export of this workspace is not done yet, and there can be only one. Wait for it, or give
   *   its identifier as `jobIdentifier` to go on with it.
   * - `"failed"`: Intercom gave up. Start another.
   * - `"canceled"`: somebody canceled it.
   * - `"expired"`: Intercom does not know it, or no longer: results are kept for two days.
   */
  declare readonly reason: "pending" | "failed" | "canceled" | "expired";
  /** The job that it is about, where it is known. */
  declare readonly jobIdentifier: string | undefined;
}

/** Whether it is an export that gives no messages. True across realms and bundles. */
export function isIntercomExportError(error: unknown): error is IntercomExportError {
  return brandOf(error) === "IntercomExportError";
}

function exportError(
  reason: IntercomExportError["reason"],
  jobIdentifier: string | undefined,
  cause?: IntercomApiError,
): IntercomExportError {
  const which = jobIdentifier ? `Export ${jobIdentifier}` : "Another export of this workspace";
  return new IntercomExportError(`${which}: ${reason}`, { reason, jobIdentifier, cause });
}

/** What a failed call about a job means. */
export function orExpired(error: IntercomApiError, jobIdentifier: string): Error {
  return error.status === 404 ? exportError("expired", jobIdentifier, error) : error;
}

/** How long an export that was aborted may take to be canceled. */
const GRACE_MS = 5_000;

/** The job once it is done, with or without data. */
export async function awaitExport(
  intercom: IntercomClient<ApiVersion>,
  asked: ExportPeriod | { jobIdentifier: string },
  { poll, onProgress, ...init }: ExportOptions,
): Promise<{ jobIdentifier: string; status: "completed" | "no_data" }> {
  const what = bare(asked);
  const { minMs = 2_000, maxMs = 30_000 } = bare(poll);
  const { signal } = bare(init);
  const start = performance.now();
  const look = async (job_identifier: string) => {
    const params = { path: { job_identifier } };
    const result = await intercom.GET("/export/content/data/{job_identifier}", { ...init, params });
    if (result.error) throw orExpired(result.error, job_identifier);
    return dataOf(result, "status");
  };

  // what goes on after an abort for a moment: a job would be left otherwise of which nobody knows
  const late = new AbortController();
  const lateInit = { ...init, signal: late.signal };
  let timer: Timer;
  const scope = newScope();
  const unfollow =
    signal &&
    followSignal(signal, (reason) => {
      timer = setTimeout(() => late.abort(), GRACE_MS);
      scope.end(reason);
    });
  let id = "jobIdentifier" in what ? what.jobIdentifier : undefined;
  try {
    let job =
      "jobIdentifier" in what
        ? await look(what.jobIdentifier)
        : await createExport(intercom, exportBody(what), lateInit, scope);
    // a look need not repeat it
    id ??= job.job_identifier;
    for (let waitMs = minMs; ; waitMs = Math.min(waitMs * 1.5, maxMs)) {
      const { status }: { status: string } = job;
      const elapsedMs = Math.round(performance.now() - start);
      await scope.until(Promise.resolve(onProgress?.({ jobIdentifier: id, status, elapsedMs })));
      if (status === "completed" || status === "no_data") return { jobIdentifier: id, status };
      if (status === "failed" || status === "canceled") throw exportError(status, id);
      await sleep(scope, waitMs);
      job = await look(id);
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
    if (id) {
      const params = { path: { job_identifier: id } };
      await intercom.POST("/export/cancel/{job_identifier}", { ...lateInit, params }).catch(() => {});
    }
    throw signal.reason;
  } finally {
    clearTimeout(timer);
    unfollow?.();
  }
}

/** Intercom's body for a period. */
function exportBody({ from, to }: ExportPeriod) {
  const created_at_after = seconds(from);
  const created_at_before = seconds(to);
  // years from now, when milliseconds are taken for seconds
  if (!(created_at_after <= created_at_before && created_at_before < 1e11)) {
    throw new IntercomUsageError("`from` and `to` are dates or Unix seconds, in this order");
  }
  return { created_at_after, created_at_before };
}

/** Makes the job. A 429 has two meanings here, so the transport leaves it alone. */
async function createExport(
  intercom: IntercomClient<ApiVersion>,
  body: ReturnType<typeof exportBody>,
  init: CallOptions,
  scope: Scope,
) {
  const [limit, maxDelayMs] = retriesOf(init.retry);
  for (let retries = 0; ; retries++) {
    const result = await intercom.POST("/export/content/data", { ...init, body });
    const { error } = result;
    if (error?.status !== 429) return dataOf(result, "job_identifier");
    // whatever is in there, such as a message that is no text
    if (/pending/i.test(JSON.stringify(error.errors))) {
      throw exportError("pending", undefined, error);
    }
    const { retryAfterMs = 1000 } = error;
    if (retries >= limit || retryAfterMs > maxDelayMs) throw error;
    await sleep(scope, retryAfterMs);
  }
}

function seconds(time: Date | number): number {
  return typeof time === "number" ? time : Math.floor(+time / 1000);
}
