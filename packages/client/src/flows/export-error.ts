import type { IntercomApiError } from "../api-error.js";
import { BRAND, brandOf, IntercomError } from "../errors.js";

/** An export that gives no messages. */
export class IntercomExportError extends IntercomError {
  declare readonly name: "IntercomExportError";
  /** @internal */
  override get [BRAND](): string {
    return "IntercomExportError";
  }
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

export function exportError(
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
