export { IntercomApiError, type ErrorCode, type ErrorItem } from "./api-error.js";
export type { Result } from "./answer.js";
export { createIntercomClient, type IntercomClient } from "./client.js";
export {
  IntercomError,
  IntercomNetworkError,
  IntercomParseError,
  IntercomTimeoutError,
  IntercomUsageError,
} from "./errors.js";
export {
  isIntercomApiError,
  isIntercomError,
  isIntercomNetworkError,
  isIntercomParseError,
  isIntercomTimeoutError,
  isIntercomUsageError,
} from "./guards.js";
export type {
  AppInfo,
  CallEvent,
  FailureEvent,
  Hooks,
  Logger,
  ResponseEvent,
  RetryEvent,
  RetryOptions,
  TokenContext,
  TokenFunction,
} from "./option-types.js";
export type { ApiVersion, CallOptions, ClientOptions, ParseAs } from "./options.js";
export { paginate } from "./paginate/paginate.js";
export type { Page, PaginateOptions, Pagination } from "./paginate/pagination.js";
export type { RateLimit } from "./rate-limit.js";
export type { Region } from "./region.js";
export { unwrap } from "./unwrap.js";
export type { ApiVersions } from "./versions.js";
