import type { IntercomApiError } from "./api-error.js";
import {
  brandOf,
  type IntercomError,
  type IntercomNetworkError,
  type IntercomParseError,
  type IntercomTimeoutError,
  type IntercomUsageError,
} from "./errors.js";

/** Whether it is any error of this client. Like the guards below, and `instanceof`, true across realms and bundles. */
export function isIntercomError(error: unknown): error is IntercomError {
  return brandOf(error) !== undefined;
}

/** Whether Intercom answered with another status than 2xx. */
export function isIntercomApiError(error: unknown): error is IntercomApiError {
  return brandOf(error) === "IntercomApiError";
}

/** Whether `timeoutMs` or `deadlineMs` ran out. */
export function isIntercomTimeoutError(error: unknown): error is IntercomTimeoutError {
  return brandOf(error) === "IntercomTimeoutError";
}

/** Whether the connection failed. */
export function isIntercomNetworkError(error: unknown): error is IntercomNetworkError {
  return brandOf(error) === "IntercomNetworkError";
}

/** Whether the body of a 2xx answer was not what it should be. */
export function isIntercomParseError(error: unknown): error is IntercomParseError {
  return brandOf(error) === "IntercomParseError";
}

/** Whether the call could not be right, and nothing was sent. */
export function isIntercomUsageError(error: unknown): error is IntercomUsageError {
  return brandOf(error) === "IntercomUsageError";
}
