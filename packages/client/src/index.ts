export { IntercomApiError, type ErrorItem } from "./api-error.js";
export { addApiVersion } from "./add-api-version.js";
export type { Answered, Result } from "./answer.js";
export { anyVersion } from "./any-version.js";
export {
  createIntercomClient,
  type AnswerOf,
  type ArgsOf,
  type BodyOf,
  type EndpointsOf,
  type IntercomClient,
  type ReadAs,
} from "./client.js";
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
export type {
  ApiVersion,
  CallOptions,
  ClientOptions,
  CommonOptions,
  Fetch,
  FetchAnswer,
  FetchInit,
  OpenapiFetchOptions,
  ParseAs,
  RuntimeInit,
  ServerOptions,
  SharedOptions,
} from "./options.js";
export { paginate } from "./paginate/paginate.js";
export type {
  ListArgs,
  ListData,
  ListItem,
  ListMethod,
  ListPath,
  Page,
  PaginateOptions,
  Pagination,
} from "./paginate/pagination.js";
export type { RateLimit } from "./rate-limit.js";
export type { Region } from "./region.js";
export { unwrap } from "./unwrap.js";
export { appUrl } from "./app-url.js";
export { detectRegion, type DetectRegionOptions } from "./detect-region.js";
export { searchFilters, type Combine, type SearchFilters } from "./search/search-filters.js";
export type {
  AtMost15,
  GroupOf,
  NestedSearchGroup,
  OperatorOf,
  Searchable,
  SearchField,
  SearchFilter,
  SearchGroup,
  SearchOperator,
  SearchSort,
  SearchValue,
  SortField,
  ValueOf,
} from "./search/search-types.js";
export type { ErrorCode } from "./generated/error-code.js";
export type { ApiVersions } from "./generated/versions.js";
export {
  IntercomExportError,
  isIntercomExportError,
  type ExportOptions,
  type ExportPeriod,
  type ExportProgress,
} from "./flows/export-job.js";
export { exportMessages, type ExportedMessages } from "./flows/export-messages.js";
export {
  upsertContact,
  type CreateContact,
  type SearchOptions,
  type Upserted,
  type UpsertOptions,
} from "./flows/upsert-contact.js";
export type { RateWindow } from "./throttle/budget.js";
export {
  throttle,
  type RateStore,
  type Throttle,
  type ThrottledCall,
  type ThrottleOptions,
} from "./throttle/throttle.js";
