import type { CallOptions } from "../options.js";

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
  /** Told how far the job is: when it was made, and after each look at it. The export rejects with what it throws. */
  onProgress?: ((progress: ExportProgress) => void) | undefined;
  /**
   * Whether to give the CSV itself. Needs a runtime with `DecompressionStream`.
   *
   * @default false: the gzip, as Intercom sends it
   */
  decompress?: boolean | undefined;
}
