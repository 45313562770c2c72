import { bare, checkOptions } from "../check-options.js";
import type { IntercomClient } from "../client.js";
import { IntercomNetworkError, IntercomTimeoutError, IntercomUsageError } from "../errors.js";
import type { ApiVersion } from "../options.js";
import type { CallOptions } from "../call-options.js";
import { newScope, withTimeout } from "../limits.js";
import { awaitExport, EXPORT_KINDS, orExpired, type ExportOptions, type ExportPeriod } from "./export-job.js";
import { noAnswer } from "./steps.js";

/** What `exportMessages` gives. */
export type ExportedMessages =
  | {
      readonly status: "completed";
      /** To fetch it again: within two days, with `{ jobIdentifier }`. */
      readonly jobIdentifier: string;
      /** The CSV, gzipped unless `decompress` was set. Read it or cancel it. */
      readonly stream: ReadableStream<Uint8Array>;
    }
  | {
      /** No message was sent in this period. */
      readonly status: "no_data";
      readonly jobIdentifier: string;
      readonly stream?: undefined;
    };

/**
 * Exports the messages that were sent to contacts: starts the job, waits until it is done, and streams the result.
 * Intercom exports no conversations this way, and one period at a time per workspace.
 *
 * Save the `jobIdentifier` that `onProgress` is given to go on after a restart.
 *
 * @throws {IntercomExportError} when there is no result; its `reason` says why.
 * @throws {IntercomParseError} when what comes is no file, such as a gateway's page or nothing at all.
 * @throws {IntercomApiError} when a call fails for another reason.
 * @example
 * const { stream } = await exportMessages(intercom, { from: new Date("2026-03-01"), to: new Date("2026-03-31") });
 * if (stream) await pipeline(stream, createWriteStream("march.csv.gz"));
 */
export async function exportMessages<V extends ApiVersion>(
  client: IntercomClient<V>,
  what: ExportPeriod | { jobIdentifier: string },
  options?: ExportOptions,
): Promise<ExportedMessages> {
  const own = checkOptions(bare<ExportOptions>(), options, EXPORT_KINDS, /^/);
  const { poll, onProgress, decompress } = own;
  const init = bare(own.passed as CallOptions | undefined);
  if (decompress && typeof DecompressionStream === "undefined") {
    throw new IntercomUsageError("`decompress` needs a runtime with DecompressionStream");
  }
  // the calls are the same in every version
  const intercom = client as unknown as IntercomClient<ApiVersion>;
  const answer = await awaitExport(intercom, what, { poll, onProgress, ...init });
  const { jobIdentifier, status } = answer;
  if (status === "no_data") return { status, jobIdentifier };

  const { error, response } = await intercom.GET("/download/content/data/{job_identifier}", {
    ...init,
    parseAs: "stream",
    params: { path: { job_identifier: jobIdentifier } },
  });
  if (error) throw orExpired(error, jobIdentifier);
  return { status, jobIdentifier, stream: await fileOf(response, decompress, init) };
}

/**
 * The file, as it was asked for. Only its first bytes tell what it is: `fetch` takes off by itself what a proxy declared
 * as an encoding, and a gateway may send its own page with a 200.
 */
async function fileOf(
  response: Response,
  decompress: boolean | undefined,
  { timeoutMs = 30_000, signal }: CallOptions,
): Promise<ReadableStream<Uint8Array>> {
  const reader = response.body?.getReader();
  const start: Uint8Array[] = [];
  const readStart = async () => {
    for (let size = 0; size < 2;) {
      const { value } = await reader!.read();
      if (!value) return;
      start.push(value);
      size += value.length;
    }
  };
  const scope = { ...newScope(), name: "Export", timeoutMs };
  try {
    if (reader) await withTimeout(scope, readStart)();
  } catch (cause) {
    reader!.cancel().catch(() => {});
    signal?.throwIfAborted();
    if (cause instanceof IntercomTimeoutError) throw cause;
    throw new IntercomNetworkError("Export: connection failed", { cause, mayHaveArrived: true, attempts: 1 });
  }

  const [first, second] = start.flatMap((chunk) => [...chunk.subarray(0, 2)]);
  const isGzip = first === 0x1f && second === 0x8b;
  const text = start.map((chunk) => new TextDecoder().decode(chunk.subarray(0, 200))).join("");
  const isText =
    !/html/i.test(response.headers.get("content-type") ?? "") &&
    !/^\s*[<{[]/.test(text) &&
    (decompress || typeof CompressionStream === "function");
  if (first === undefined || !(isGzip || isText)) {
    reader?.cancel().catch(() => {});
    throw noAnswer(response, first === undefined ? "an empty file" : "another file", text);
  }
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const value = start.shift() ?? (await reader!.read()).value;
        if (value) controller.enqueue(value);
        else controller.close();
      },
      cancel: (reason) => reader!.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  if (isGzip !== Boolean(decompress)) return stream;
  const Change = isGzip ? DecompressionStream : CompressionStream;
  return stream.pipeThrough(new Change("gzip") as TransformStream<Uint8Array, Uint8Array>);
}
