import type { Result } from "../answer.js";
import type { Kinds, KindsOf } from "../call-options.js";
import type { ApiVersion } from "../options.js";
import type { ApiVersions } from "../generated/versions.js";

/** What `paginate` takes beside what the call itself takes. */
export interface PaginateOptions {
  /**
   * How many items to give at most. No page is fetched that is not needed for them. Pages are given whole, so
   * `pages()` ends with the page that reaches the number, and its `cursor` leaves nothing out.
   *
   * @default Infinity
   */
  maxItems?: number | undefined;
  /**
   * Where to go on: the `cursor` of a page, saved in an earlier run, whatever the operation. None and an empty one
   * begin at the beginning.
   */
  startingAfter?: string | null | undefined;
  /**
   * `1` fetches the next page while this one is worked on. It is given up when the loop is left early.
   *
   * @default 0
   */
  prefetch?: 0 | 1 | undefined;
  /**
   * How long to wait, in milliseconds, for another scroll over the workspace's companies to end: Intercom allows
   * one at a time, and forgets one that was left a minute ago. It is asked again after each sixth of the time;
   * then the iteration throws an {@link IntercomApiError} with the code `scroll_exists`. Another scroll of this client
   * is waited for as long as it goes on, and no longer than this once it asks for no more pages.
   *
   * @default 90_000
   */
  scrollWaitMs?: number | undefined;
  /** Pages are read as JSON. */
  parseAs?: "json" | undefined;
}

export const ARRAY_KINDS: Kinds = {
  maxItems: "number above 0 or 0",
} satisfies KindsOf<Pick<PaginateOptions, "maxItems">>;

export const PAGINATE_KINDS: Kinds = {
  maxItems: "number above 0 or 0",
  startingAfter: "string or null",
  prefetch: "0 or 1",
  scrollWaitMs: "number above 0 or 0",
} satisfies KindsOf<Omit<PaginateOptions, "parseAs">>;

/** One answer of a list operation, with its items. */
export interface Page<Item, Data = unknown> extends Pick<
  Result<unknown>,
  "response" | "requestId" | "rateLimit"
> {
  /** Never empty: empty pages that name a next one are passed over. */
  readonly items: Item[];
  /** Where the next page begins, to go on later with `startingAfter`; `undefined` on the last page. */
  readonly cursor: string | undefined;
  /** The whole answer, which may tell a `total_count`. */
  readonly data: Data;
}

/**
 * All items of a list, fetched as they are asked for. Every iteration starts anew.
 *
 * An answer other than a 2xx throws its {@link IntercomApiError}; what a call rejects with is thrown as it is. A list
 * that cannot go on where its answer says throws an {@link IntercomParseError}, or an {@link IntercomUsageError} for a
 * link that cannot be followed.
 */
export interface Pagination<Item, Data = unknown> extends AsyncIterable<Item> {
  /** Page by page, with the answer of each. */
  pages(): AsyncIterable<Page<Item, Data>>;
  /** All items at once. Give `maxItems` where a list may be long: they are all in memory. */
  toArray(options?: Pick<PaginateOptions, "maxItems">): Promise<Item[]>;
}

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
