import { invalid } from "../http.ts";
import { objectAt, parseJson, text, type Json } from "../json.ts";
import { byCreation } from "../store/collection.ts";
import type { Item, Mark } from "../store/item.ts";
import { wholeNumber, type Call } from "./call.ts";

/** An order that a search was asked for. */
export interface Order {
  /** The same for the same order. */
  name: string;
  isDescending: boolean;
  /** What an item is placed by. */
  key: (item: Item) => string | number | null;
}

/** As things were updated, the latest first. */
export const LATEST_FIRST: Order = {
  name: "updated_at descending",
  isDescending: true,
  key: ({ body }) => Number(body["updated_at"]),
};

/** An item's place in an order. */
interface OrderedMark extends Mark {
  key: string | number | null;
}

/** Items in the order of their creation, one way or the other, or in another order. */
export interface Listing<T> {
  all: readonly T[];
  newestFirst: boolean;
  order?: Order | undefined;
}

export interface Page<T> {
  items: readonly T[];
  total: number;
  pages: Json;
}

/** A page whose next one is named by a cursor in the query. */
export function cursorPage<T extends Item>(call: Call, listing: Listing<T>): Page<T> {
  const size = perPage(call);
  const page = afterCursor(call, listing, size, call.query.get("starting_after"));
  // the text of the parameter, where a version shows it so
  return { ...page, pages: { ...page.pages, per_page: call.query.get("per_page") ?? size } };
}

/** A page whose next one is named by a cursor in the body. */
export function searchPage<T extends Item>(call: Call, listing: Listing<T>): Page<T> {
  const { per_page, starting_after } = objectAt(call.body, "pagination");
  const size = Number(per_page ?? sizes(call).usual);
  // what is too large its schema refuses
  if (size < 1) throw invalid("per_page", "`per_page` takes a number from 1");
  return afterCursor(call, listing, size, text(starting_after) ?? null);
}

/**
 * A page found by its number; `pages.next` is a URL. Beyond the last page it is empty; page 0 has what page 1 has.
 *
 * @param isNextNull what is left out after the last page is null. Intercom's own recordings have it so for some lists
 */
export function numberedPage<T>(
  call: Call,
  all: readonly T[],
  { isNextNull = false }: { isNextNull?: boolean } = {},
): Page<T> {
  const size = perPage(call);
  const page = call.workspace.settings.ignorePage ? 1 : wholeNumber(call, "page", 1, { least: 0 });
  const begin = Math.max(page - 1, 0) * size;
  const totalPages = Math.ceil(all.length / size);
  const next = new URL(call.url);
  next.searchParams.set("per_page", String(size));
  next.searchParams.set("page", String(page + 1));
  return {
    items: all.slice(begin, begin + size),
    total: all.length,
    pages: {
      type: "pages",
      page,
      next: page < totalPages ? next.href : isNextNull ? null : undefined,
      per_page: size,
      total_pages: totalPages,
    },
  };
}

export function perPage(call: Call): number {
  const { usual, most } = sizes(call);
  return wholeNumber(call, "per_page", usual, { most });
}

/** The items after the one that a cursor stands for, whether or not that one still exists. */
export function after<T extends Item>({ all, newestFirst, order }: Listing<T>, cursor: Cursor): readonly T[] {
  const { mark } = cursor;
  const behind = order
    ? (item: T) => compare(order, placeIn(order, item), { key: null, ...mark })
    : (item: T) => (newestFirst ? -byCreation(item, mark) : byCreation(item, mark));
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (behind(all[middle] as T) <= 0) low = middle + 1;
    else high = middle;
  }
  return all.slice(low);
}

/** Items in an order, those of the same place by creation. */
export function sorted<T extends Item>(items: readonly T[], order: Order): T[] {
  return items
    .map((item) => ({ item, mark: placeIn(order, item) }))
    .toSorted((a, b) => compare(order, a.mark, b.mark))
    .map(({ item }) => item);
}

function placeIn({ key }: Order, item: Item): OrderedMark {
  return { createdAt: item.createdAt, id: item.id, key: key(item) };
}

/** Negative when the first comes first. Those that have nothing to be placed by come last, whichever the direction. */
function compare({ isDescending }: Order, a: OrderedMark, b: OrderedMark): number {
  if (a.key === null || b.key === null)
    return Number(a.key === null) - Number(b.key === null) || byCreation(a, b);
  const byKey = a.key === b.key ? 0 : a.key < b.key ? -1 : 1;
  const ascending = byKey || byCreation(a, b);
  return isDescending ? -ascending : ascending;
}

/** Where a page begins: behind which item, and which page it is. */
interface Cursor {
  mark: Mark & { key?: OrderedMark["key"] };
  page: number;
  /** Of the list that it goes through. */
  order?: string;
}

/** A cursor as the real one looks, though nobody is to look. */
export function encodeCursor({ mark: { createdAt, id, key }, page, order }: Cursor): string {
  const number = /^\d{1,15}$/.test(id) ? Number(id) : id;
  const sorting = order === undefined ? [] : [order, key ?? null];
  return Buffer.from(JSON.stringify([createdAt * 1000, number, page, ...sorting])).toString("base64");
}

/** @param order of the list that is asked for now, which has to be the one that the cursor was made in */
export function decodeCursor(cursor: string, name: string, order?: string): Cursor {
  const value = parseJson(Buffer.from(cursor, "base64").toString("utf8"));
  const [milliseconds, id, page, ...place] = Array.isArray(value) ? (value as unknown[]) : [];
  // one of the real server says when something was updated, and no order
  const isReal = place.length === 0 && order === LATEST_FIRST.name;
  const [sorting, key] = isReal ? [order, Number(milliseconds) / 1000] : place;
  if (!Number.isInteger(milliseconds) || !text(id) || !Number.isInteger(page) || !isKey(key)) {
    throw invalid(name, `\`${name}\` takes what an earlier page named`);
  }
  if (sorting !== order) throw invalid(name, "Send the same `sort` with every page");
  const mark = { createdAt: Number(milliseconds) / 1000, id: String(id), ...(key !== undefined && { key }) };
  return { mark, page: Number(page), ...(order !== undefined && { order }) };
}

function isKey(value: unknown): value is OrderedMark["key"] | undefined {
  return value === undefined || value === null || typeof value === "string" || typeof value === "number";
}

function afterCursor<T extends Item>(
  call: Call,
  listing: Listing<T>,
  size: number,
  given: string | null,
): Page<T> {
  const { all, order } = listing;
  const cursor = given === null ? undefined : decodeCursor(given, "starting_after", order?.name);
  const rest = cursor ? after(listing, cursor) : all;
  const items = rest.slice(0, size);
  const page = cursor?.page ?? 1;
  const next = call.workspace.settings.repeatCursor
    ? pageAfter(all.length > size ? all[size - 1] : undefined, 1, order)
    : pageAfter(rest.length > size ? items.at(-1) : undefined, page, order);
  const totalPages = Math.ceil(all.length / size);
  return {
    items,
    total: all.length,
    pages: { type: "pages", page, next, per_page: size, total_pages: totalPages },
  };
}

/** Undefined after the last page, which has no `next` at all. */
function pageAfter(last: Item | undefined, page: number, order: Order | undefined): Json | undefined {
  if (!last) return undefined;
  const mark = order ? { mark: placeIn(order, last), order: order.name } : { mark: last };
  return { page: page + 1, starting_after: encodeCursor({ ...mark, page: page + 1 }) };
}

/** How a list goes on, as its operation's description has it. */
export function paginationOf({ entry }: Call): Json {
  return objectAt(entry.operation as unknown as Json, "x-pagination");
}

function sizes(call: Call): { usual: number; most: number } {
  const { defaultPerPage: usual = 15, maxPerPage: most = Infinity } = paginationOf(call);
  return { usual: Number(usual), most: Number(most) };
}
