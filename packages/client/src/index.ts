export {
  type ErrorItem,
  IntercomApiError,
  IntercomError,
  IntercomNetworkError,
  IntercomParseError,
  IntercomTimeoutError,
  IntercomUsageError,
  isIntercomApiError,
  isIntercomError,
  isIntercomNetworkError,
  isIntercomParseError,
  isIntercomTimeoutError,
  isIntercomUsageError,
} from "./errors.js";
export { addApiVersion, anyVersion } from "./api-versions.js";
export { type Answered, type Result, unwrap } from "./answer.js";
export {
  createIntercomClient,
  type AnswerOf,
  type ArgsOf,
  type BodyOf,
  type ClientMethod,
  type EndpointsOf,
  type IntercomClient,
  type ReadAs,
} from "./client.js";
export type {
  ApiVersion,
  AppInfo,
  CallEvent,
  ClientOptions,
  CommonOptions,
  FailureEvent,
  Hooks,
  Logger,
  Region,
  ResponseEvent,
  RetryEvent,
  ServerOptions,
  Throttle,
  ThrottledCall,
  TokenContext,
  TokenFunction,
} from "./options.js";
export type {
  CallOptions,
  Fetch,
  FetchAnswer,
  FetchInit,
  OpenapiFetchOptions,
  ParseAs,
  RetryOptions,
  RuntimeInit,
  SharedOptions,
} from "./call-options.js";
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
export { appUrl } from "./region.js";
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
export { throttle, type RateStore, type ThrottleOptions } from "./throttle/throttle.js";
