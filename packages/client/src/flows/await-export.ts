import type { IntercomClient } from "../client.js";
import type { ApiVersion } from "../options.js";
import { createExport, exportBody } from "./create-export.js";
import { exportError, orExpired } from "./export-error.js";
import type { ExportOptions, ExportPeriod } from "./export-options.js";
import { sleep } from "./sleep.js";

/** How long an export that was aborted may take to be canceled. */
const GRACE_MS = 5_000;

/** The job once it is done, with or without data. */
export async function awaitExport(
  intercom: IntercomClient<ApiVersion>,
  what: ExportPeriod | { jobIdentifier: string },
  { poll: { minMs = 2_000, maxMs = 30_000 } = {}, onProgress, ...init }: ExportOptions,
): Promise<{ job_identifier: string; status: string }> {
  const { signal } = init;
  const start = Date.now();
  const look = async (job_identifier: string) => {
    const params = { path: { job_identifier } };
    const { data, error } = await intercom.GET("/export/content/data/{job_identifier}", { ...init, params });
    if (error) throw orExpired(error, job_identifier);
    return data;
  };

  // what goes on after an abort for a moment: a job would be left otherwise of which nobody knows
  const late = new AbortController();
  const lateInit = { ...init, signal: late.signal };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onAbort = () => (timer = setTimeout(() => late.abort(), GRACE_MS));
  signal?.addEventListener("abort", onAbort);
  let id = "jobIdentifier" in what ? what.jobIdentifier : undefined;
  try {
    let job =
      "jobIdentifier" in what
        ? await look(what.jobIdentifier)
        : await createExport(intercom, exportBody(what), lateInit, signal);
    id = job.job_identifier;
    for (let waitMs = minMs; ; waitMs = Math.min(waitMs * 1.5, maxMs)) {
      const { status } = job;
      onProgress?.({ jobIdentifier: id, status, elapsedMs: Date.now() - start });
      if (status === "completed" || status === "no_data") return job;
      if (status === "failed" || status === "canceled")
        throw exportError(status as "failed" | "canceled", id);
      await sleep(waitMs, signal);
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
    signal?.removeEventListener("abort", onAbort);
  }
}
