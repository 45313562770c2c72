import type { ApiVersion } from "../options.js";
import type { ApiVersions } from "../generated/versions.js";
import type { PaginateOptions } from "./pagination.js";

// Plain look-ups, so that a call costs the compiler next to nothing. Conditional only where the compiler cannot know
// that each list is also an endpoint.

export type ListMethod = "GET" | "POST";
export type ListPath<V extends ApiVersion, M extends ListMethod> = keyof ApiVersions[V]["lists"][M];
export type ListItem<
  V extends ApiVersion,
  M extends ListMethod,
  P extends ListPath<V, M>,
> = ApiVersions[V]["lists"][M][P];

/** What the client's method takes beside the path, and the options of paging with it. */
export type ListArgs<V extends ApiVersion, M extends ListMethod, P> =
  Endpoint<V, M, P> extends { args: infer A extends unknown[] }
    ? { [K in keyof A]: A[K] & PaginateOptions }
    : never;

/** A whole answer. */
export type ListData<V extends ApiVersion, M extends ListMethod, P> =
  Endpoint<V, M, P> extends { data: infer D } ? D : never;

type Endpoint<V extends ApiVersion, M extends ListMethod, P> = P extends keyof ApiVersions[V]["endpoints"][M]
  ? ApiVersions[V]["endpoints"][M][P]
  : never;
