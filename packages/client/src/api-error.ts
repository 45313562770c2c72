import { BRAND, IntercomError } from "./errors.js";
import type { ErrorCode } from "./generated/error-code.js";
import { type RateLimit } from "./rate-limit.js";

/** One entry of Intercom's list of errors. */
export interface ErrorItem {
  readonly code: ErrorCode;
  readonly message?: string | null;
  /** The field of the request that it is about. */
  readonly field?: string | null;
}

/** Any answer other than a 2xx. The message names status and code; `errors` holds Intercom's words. */
export class IntercomApiError extends IntercomError {
  declare readonly name: "IntercomApiError";
  /** @internal */
  override get [BRAND](): string {
    return "IntercomApiError";
  }
  /** The HTTP status. */
  declare readonly status: number;
  /** The code of the first error, or `undefined` when the body was not Intercom's, such as a gateway's page. */
  declare readonly code: ErrorCode | undefined;
  /**
   * What Intercom found wrong; one entry also where its body is no list: a phone switch's `error_key`, and `bad_request`
   * for a body that was no JSON. Empty when the body was not Intercom's. May hold personal data.
   */
  declare readonly errors: readonly ErrorItem[];
  /** What Intercom's support asks for: from the body, or else from the headers. */
  declare readonly requestId: string | undefined;
  /** The rate limit, where the answer told it. */
  declare readonly rateLimit: RateLimit | undefined;
  /** How long the server asked to wait before the next try, in milliseconds. */
  declare readonly retryAfterMs: number | undefined;
  /** On a 409 about a contact: the id of the contact, maybe an archived one, that has these details already. */
  declare readonly existingId: string | undefined;
  /** How many requests were sent for this call. */
  declare readonly attempts: number;
}
