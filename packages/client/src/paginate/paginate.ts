import type { IntercomApiError } from "../api-error.js";
import { newCall } from "../call.js";
import type { IntercomClient } from "../client.js";
import { IntercomUsageError } from "../errors.js";
import { followSignal } from "../follow-signal.js";
import { LISTS } from "../generated/lists.js";
import { sleep } from "../limits.js";
import type { ApiVersion } from "../options.js";
import {
  cursorAfter,
  itemsIn,
  setCursor,
  type Answer,
  type Item,
  type Lister,
  type ListInit,
} from "./cursor.js";
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
  {
    maxItems = Infinity,
    startingAfter,
    prefetch,
    scrollWaitMs = 90_000,
    ...init
  }: PaginateOptions & ListInit = {},
): Pagination<unknown> {
  const operation = `${method} ${path}`;
  const noList = (): never => {
    throw new IntercomUsageError(`No list: ${operation}`);
  };
  const place = LISTS[operation] ?? (method === "GET" ? "page" : noList());
  const scroll = place === "scroll_param";
  const start = startingAfter ?? init.params?.query?.[place];

  async function* pages(left = maxItems): AsyncGenerator<Page<Item>, void> {
    const scope = newCall(operation, {});
    const { ended: signal } = scope;
    const unfollow = init.signal && followSignal(init.signal, scope.end);
    const [turn, leave] = scroll ? queueUp(client) : [];
    // ids in a scroll, cursors elsewhere
    const seen = new Set<unknown>([start]);
    const isNew = (it: unknown) => !seen.has(it) && seen.add(it);
    let cursor = start;
    let before: string | undefined;
    let waits = 6;
    // what came before a saved cursor is not known, and would come twice
    let restart = scroll && !start;

    /** Fetches the next page, unless there is none. */
    async function load(): Promise<Page<Item> | undefined> {
      if (left <= 0) return undefined;
      const call: ListInit = { ...init, signal };
      // a scroll moves on with every answer, so a page that was asked for again would be the one after
      if (scroll) call.idempotent = false;
      if (cursor) setCursor(call, place, cursor, client.baseUrl);
      const result = await client[method](path, call).catch((error: IntercomApiError) => ({ error }));
      const { error } = result;
      if (error) {
        if (error.code === "scroll_exists" && waits-- > 0) await sleep(scope, scrollWaitMs / 6);
        else if (restart && error.status !== 429) restart = false;
        else throw error;
        cursor = start;
        before = undefined;
        return load();
      }
      const answer = Object((result as { data: unknown }).data) as Answer;
      let found = itemsIn(answer, path) ?? noList();
      // a list that ignores the cursor gives the same page again
      const ids = JSON.stringify(found.map((item) => item.id ?? item));
      if (!found[0] || ids === before) return undefined;
      before = ids;
      waits = 6;
      cursor = cursorAfter(place, answer, cursor) || undefined;
      if (scroll) found = found.filter(({ id }) => isNew(id));
      else if (!isNew(cursor)) cursor = undefined;
      left = cursor ? left - found.length : 0;
      return found[0] ? ({ ...result, items: found, cursor } as Page<Item>) : load();
    }

    try {
      if (turn) await scope.until(turn);
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
      scope.end();
      leave?.();
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
    async toArray({ maxItems: left } = {}) {
      const all = [];
      for await (const item of items(left)) all.push(item);
      return all;
    },
  };
}
