import { BRAND, IntercomError } from "./errors.js";
import { type RateLimit } from "./rate-limit.js";

/**
 * The codes that Intercom documents or shows in its examples. More may come, so any string is allowed.
 *
 * @see https://developers.intercom.com/docs/references/rest-api/errors/error-codes
 */
export type ErrorCode =
  | "action_forbidden"
  | "admin_not_found"
  | "api_plan_restricted"
  | "assignee_not_found"
  | "bad_request"
  | "client_error"
  | "company_not_found"
  | "conflict"
  | "contact_company_limit_exceeded"
  | "conversation_part_or_message_not_found"
  | "data_invalid"
  | "field_not_found"
  | "forbidden"
  | "missing_parameter"
  | "not_found"
  | "parameter_invalid"
  | "parameter_mismatch"
  | "parameter_missing"
  | "parameter_not_found"
  | "rate_limit_exceeded"
  | "request_timeout"
  | "resource_conflict"
  | "scroll_exists"
  | "server_error"
  | "service_unavailable"
  | "tag_has_dependent_objects"
  | "tag_not_found"
  | "team_not_found"
  | "ticket_not_found"
  | "ticket_state_id_invalid"
  | "token_unauthorized"
  | "too_many_requests"
  | "type_mismatch"
  | "unauthorized"
  | "unprocessable_entity"
  | "unsupported"
  | (string & {});

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
  /** What Intercom found wrong. Empty when the body was not Intercom's. May hold personal data. */
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
