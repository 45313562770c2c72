import { IntercomParseError, IntercomUsageError, type IntercomApiError } from "../errors.js";
import { bare, checkOptions } from "../check-options.js";
import type { IntercomClient } from "../client.js";
import { followSignal, newScope, sleep } from "../limits.js";
import { LISTS } from "../generated/lists.js";
import type { ApiVersion } from "../options.js";
import { LEFT } from "../report.js";
import {
  cursorAfter,
  cursorOf,
  itemsIn,
  setCursor,
  type Answer,
  type Item,
  type Lister,
  type ListInit,
} from "./cursor.js";
import { ARRAY_KINDS, PAGINATE_KINDS } from "./pagination.js";
import type {
  ListArgs,
  ListData,
  ListItem,
  ListMethod,
  ListPath,
  Page,
  PaginateOptions,
  Pagination,
} from "./pagination.js";
import { queueUp } from "./scroll.js";

/** How many pages may have nothing new, each naming a next one, before that is an error. */
const MOST_BLANK = 20;

/** Adds it, and whether it was not there before. */
const isNew = (seen: Set<unknown>, it: unknown) => seen.size < seen.add(it).size;

/**
 * All items of a list, fetched page by page as they are asked for.
 *
 * Takes what the client's method takes, and the {@link PaginateOptions} beside it; `deadlineMs` and the like hold for
 * each page. What is given is not changed.
 *
 * @throws {IntercomUsageError} on an operation that is no list; the types do not let it through either.
 * @example
 * for await (const contact of paginate(intercom, "GET", "/contacts")) console.log(contact.email);
 * @example
 * const body = { query: { field: "open", operator: "=", value: true } } as const;
 * const open = await paginate(intercom, "POST", "/conversations/search", { body }).toArray({ maxItems: 100 });
 */
export function paginate<V extends ApiVersion, M extends ListMethod, P extends ListPath<V, M>>(
  client: IntercomClient<V>,
  method: M,
  path: P,
  ...args: ListArgs<V, M, P>
): Pagination<ListItem<V, M, P>, ListData<V, M, P>>;
export function paginate(
  client: Lister,
  method: "GET",
  path: string,
  options?: PaginateOptions & ListInit,
): Pagination<unknown> {
  const own = checkOptions(bare<PaginateOptions>(), options, PAGINATE_KINDS, /^/);
  const { maxItems = Infinity, startingAfter, prefetch, scrollWaitMs = 90_000 } = own;
  const init = bare(own.passed as ListInit | undefined);
  const operation = `${method} ${path}`;
  const noList = (): never => {
    throw new IntercomUsageError(`No list: ${operation}`);
  };
  const place = LISTS[operation] ?? (method === "GET" ? "page" : noList());
  const scroll = place === "scroll_param";
  const start = startingAfter ?? cursorOf(init, place);

  async function* pages(left = maxItems): AsyncGenerator<Page<Item>, void> {
    const scope = newScope();
    const { ended: signal } = scope;
    const unfollow = init.signal && followSignal(init.signal, scope.end);
    const queue = scroll ? queueUp(client, scrollWaitMs) : undefined;
    // cursors and pages, and the items of a scroll
    let seen = new Set<unknown>([start]);
    const given = new Set<unknown>();
    let cursor = start || undefined;
    let waits = 6;
    // what came before a saved cursor is not known, and would come twice
    let restart = scroll && !start;
    let asked = 0;
    let spare = MOST_BLANK;

    /** Fetches the next page, unless there is none. */
    async function load(): Promise<Page<Item> | undefined> {
      while (left > 0) {
        const call: ListInit = { ...init, signal };
        // a scroll moves on with every answer, so a page that was asked for again would be the one after
        if (scroll) call.idempotent = false;
        if (cursor || start === "") setCursor(call, place, cursor, client.baseUrl);
        queue?.use();
        const result = await client[method](path, call).catch((error: unknown) => ({ error, thrown: true }));
        queue?.use();
        signal.throwIfAborted();
        const { error, thrown } = result as { error?: IntercomApiError; thrown?: boolean };
        // a call may reject with nothing
        if (error || thrown) {
          const taken = scroll && error?.code === "scroll_exists";
          if (taken && waits-- > 0) await sleep(scope, scrollWaitMs / 6);
          else if (restart && !taken && error?.status !== 429) restart = false;
          else throw error;
          cursor = start || undefined;
          seen = new Set();
          // nothing is new until the scroll is where it was
          spare = MOST_BLANK + asked;
          continue;
        }
        asked++;
        const { data, response } = result as { data: unknown; response: Response };
        const answer = Object(data) as Answer;
        let found = itemsIn(answer, path) ?? noList();
        const keys = found.map((item) => JSON.stringify(item?.id ?? item));
        const page = `${keys[0]} ${keys.at(-1)} ${keys.join().length}`;
        // a list that ignores the cursor gives the same page again; a scroll ends with an empty one
        if (keys[0] ? !isNew(seen, page) : scroll) return undefined;
        let next = cursorAfter(place, answer, cursor) || undefined;
        if (scroll) found = found.filter((_, index) => isNew(given, keys[index]));
        else if (!isNew(seen, next)) next = undefined;
        const isBlank = !found.length;
        if (next && (typeof next !== "string" || (isBlank && spare-- <= 0))) {
          throw new IntercomParseError(
            `${operation}: ${isBlank ? "only empty pages" : "a cursor that is none"}`,
            {
              status: response.status,
              contentType: response.headers.get("content-type"),
              excerpt: JSON.stringify(data).slice(0, 200),
            },
          );
        }
        cursor = next as string | undefined;
        left = cursor ? left - found.length : 0;
        if (isBlank) continue;
        waits = 6;
        spare = Math.max(spare, MOST_BLANK);
        return { ...result, items: found, cursor } as Page<Item>;
      }
      return undefined;
    }

    try {
      await queue?.wait(scope);
      let next, page;
      while ((page = await (next ?? load()))) {
        next = prefetch ? load() : undefined;
        // it may never be asked for
        next?.catch(() => {});
        yield page;
        signal.throwIfAborted();
      }
    } finally {
      unfollow?.();
      scope.end(LEFT);
      queue?.leave();
    }
  }

  async function* items(left = maxItems): AsyncGenerator<Item, void> {
    for await (const page of pages(left)) {
      for (const item of page.items) {
        if (left-- <= 0) return;
        yield item;
        init.signal?.throwIfAborted();
      }
    }
  }

  return {
    [Symbol.asyncIterator]: items,
    pages: () => ({ [Symbol.asyncIterator]: pages }),
    async toArray(limits) {
      const { maxItems: left } = checkOptions(bare<PaginateOptions>(), limits, ARRAY_KINDS);
      const all = [];
      for await (const item of items(left)) all.push(item);
      return all;
    },
  };
}
