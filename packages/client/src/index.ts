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
export type { RateLimit } from "./rate-limit.js";
export type { Region } from "./region.js";
export { unwrap } from "./unwrap.js";
export type { ApiVersions } from "./versions.js";
export { IntercomExportError, isIntercomExportError } from "./flows/export-error.js";
export { exportMessages, type ExportedMessages } from "./flows/export-messages.js";
export type { ExportOptions, ExportPeriod, ExportProgress } from "./flows/export-options.js";
export { upsertContact, type Upserted, type UpsertOptions } from "./flows/upsert-contact.js";
export type { RateStore, RateWindow } from "./throttle/rate-store.js";
export { throttle, type Throttle, type ThrottleOptions } from "./throttle/throttle.js";
