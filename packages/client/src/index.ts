export { appUrl } from "./app-url.js";
export { createIntercomClient, type IntercomClient, type Result } from "./client.js";
export { detectRegion, type DetectRegionOptions } from "./detect-region.js";
export { IntercomUsageError } from "./errors.js";
export type { ApiVersion, CallOptions, ClientOptions } from "./options.js";
export type { Region } from "./region.js";
export { searchFilters, type SearchFilters } from "./search/search-filters.js";
export type {
  NestedSearchGroup,
  Searchable,
  SearchField,
  SearchFilter,
  SearchGroup,
  SearchOperator,
  SearchValue,
} from "./search/search-types.js";
export type { ApiVersions } from "./versions.js";
