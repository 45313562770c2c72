import type { IntercomClient } from "../client.js";
import { IntercomUsageError } from "../errors.js";
import type { ApiVersion } from "../options.js";
import { awaitExport, orExpired, type ExportOptions, type ExportPeriod } from "./export-job.js";

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
 * @throws {IntercomApiError} when a call fails for another reason.
 * @example
 * const { stream } = await exportMessages(intercom, { from: new Date("2026-03-01"), to: new Date("2026-03-31") });
 * if (stream) await pipeline(stream, createWriteStream("march.csv.gz"));
 */
export async function exportMessages<V extends ApiVersion>(
  client: IntercomClient<V>,
  what: ExportPeriod | { jobIdentifier: string },
  { poll, onProgress, decompress, ...init }: ExportOptions = {},
): Promise<ExportedMessages> {
  init.signal?.throwIfAborted();
  if (decompress && typeof DecompressionStream === "undefined") {
    throw new IntercomUsageError("`decompress` needs a runtime with DecompressionStream");
  }
  // the calls are the same in every version
  const intercom = client as unknown as IntercomClient<ApiVersion>;
  const { job_identifier, status } = await awaitExport(intercom, what, { poll, onProgress, ...init });
  const answer = { status, jobIdentifier: job_identifier };
  if (status === "no_data") return answer as ExportedMessages;

  const { error, response } = await intercom.GET("/download/content/data/{job_identifier}", {
    ...init,
    parseAs: "stream",
    params: { path: { job_identifier } },
  });
  if (error) throw orExpired(error, job_identifier);
  let stream: ReadableStream<Uint8Array> = response.body!;
  // a proxy may have declared it as an encoding, which `fetch` takes off by itself
  if (decompress && !response.headers.has("content-encoding")) {
    stream = stream.pipeThrough(new DecompressionStream("gzip") as TransformStream<Uint8Array, Uint8Array>);
  }
  return { ...answer, stream } as ExportedMessages;
}
