import type { Result } from "../answer.js";
import { IntercomUsageError } from "../errors.js";
import type { CursorPlace } from "../generated/lists.js";

/** A client of any version, as paging sees it. */
export interface Lister {
  readonly baseUrl: string;
  GET(path: string, init: ListInit): Promise<Result<unknown>>;
}

/** What a call of a list takes, as far as paging changes it. */
export interface ListInit {
  params?: { query?: { [name: string]: string | undefined } };
  body?: { pagination?: { [name: string]: string | undefined } };
  signal?: AbortSignal | undefined;
  idempotent?: boolean | undefined;
  parseAs?: "json" | undefined;
  querySerializer?: () => string;
}

/** The cursor that the caller's own call begins with. */
export function cursorOf({ params, body }: ListInit, place: CursorPlace): string | undefined {
  return params?.query?.[place] ?? body?.pagination?.[place];
}

/** Puts the cursor into a call, or takes an empty one out. What the call was made of stays as it is. */
export function setCursor(
  call: ListInit,
  place: CursorPlace,
  cursor: string | undefined,
  baseUrl: string,
): void {
  if (place === "next") {
    if (!cursor) return;
    if (!URL.canParse(cursor, baseUrl)) throw new IntercomUsageError("Next page: not a link");
    const { host, search } = new URL(cursor, baseUrl);
    if (host !== new URL(baseUrl).host) throw new IntercomUsageError(`Next page: ${host}`);
    // it would be the first page again
    if (!search) throw new IntercomUsageError("Next page: a link without a query");
    // as it stands in the link, but sent to the client's own server in any case
    call.querySerializer = () => search;
  } else if (call.body) {
    call.body = { ...call.body, pagination: { ...call.body.pagination, [place]: cursor } };
  } else {
    call.params = { ...call.params, query: { ...call.params?.query, [place]: cursor } };
  }
}

/** What an answer says of the pages, in all styles together. Only what is looked at is known to be so. */
export interface Paged {
  pages?: { next?: unknown; total_pages?: number | null } | null;
  scroll_param?: unknown;
}

/** Where the page after this one begins, if there is one. A page number that is not given is 1. */
export function cursorAfter(place: CursorPlace, { pages, scroll_param }: Paged, cursor = "1"): unknown {
  const next = pages?.next;
  if (place === "page") {
    const total = pages?.total_pages ?? NaN;
    // some answers with page numbers do not say how many there are
    return +cursor < (total >= 0 ? total : next ? Infinity : 0) ? `${+cursor + 1}` : undefined;
  }
  const after = scroll_param ?? (typeof next === "object" ? Object(next).starting_after : next);
  return typeof after === "number" ? `${after}` : after;
}

export interface Item {
  id?: unknown;
}

/** A list's answer. */
export type Answer = Paged & Item & { data?: Record<string, unknown> } & Record<string, unknown>;

/** The items of an answer: under a name that the path has, or under `data`. The generator holds every list to it. */
export function itemsIn(answer: Answer, path: string): (Item | null)[] | undefined {
  return (
    `${path}/data`
      .split("/")
      // found articles are one level down
      .map((name) => answer[name] ?? answer.data?.[name])
      // a company that was asked for by name or id comes alone
      .find(Array.isArray) ?? (answer.id ? [answer] : undefined)
  );
}
