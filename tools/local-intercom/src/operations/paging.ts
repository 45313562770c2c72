import { invalid } from "../http.ts";
import { isJson, objectAt, text, type Json } from "../json.ts";
import { byCreation } from "../store/collection.ts";
import type { Item, Mark } from "../store/item.ts";
import { wholeNumber, type Call } from "./call.ts";

/** The largest page of any list. https://developers.intercom.com/docs/references/2.3/rest-api/common-structures/pagination-cursor */
const MOST_PER_PAGE = 150;

/** Items in the order of their creation, one way or the other. */
export interface Listing<T> {
  all: readonly T[];
  newestFirst: boolean;
}

export interface Page<T> {
  items: readonly T[];
  total: number;
  pages: Json;
}

/** A page whose next one is named by a cursor in the query. */
export function cursorPage<T extends Item>(call: Call, listing: Listing<T>): Page<T> {
  return afterCursor(call, listing, perPage(call), call.query.get("starting_after"));
}

/** A page whose next one is named by a cursor in the body; the last page has no `next` at all. */
export function searchPage<T extends Item>(call: Call, listing: Listing<T>): Page<T> {
  const { per_page, starting_after } = objectAt(call.body, "pagination");
  const size = per_page === undefined ? defaultPerPage(call) : Number(per_page);
  if (size < 1 || size > MOST_PER_PAGE) {
    throw invalid("per_page", `\`per_page\` takes a number from 1 to ${MOST_PER_PAGE}`);
  }
  const page = afterCursor(call, listing, size, text(starting_after) ?? null);
  const { next, ...pages } = page.pages;
  return next === null ? { ...page, pages } : page;
}

/** A page found by its number; `pages.next` is a URL. Beyond the last page it is empty. */
export function numberedPage<T>(call: Call, all: readonly T[]): Page<T> {
  const size = perPage(call);
  const page = call.workspace.settings.ignorePage ? 1 : wholeNumber(call, "page", 1);
  const totalPages = Math.ceil(all.length / size);
  const next = new URL(call.url);
  next.searchParams.set("per_page", String(size));
  next.searchParams.set("page", String(page + 1));
  return {
    items: all.slice((page - 1) * size, page * size),
    total: all.length,
    pages: {
      type: "pages",
      page,
      next: page < totalPages ? next.href : null,
      per_page: size,
      total_pages: totalPages,
    },
  };
}

export function perPage(call: Call): number {
  return wholeNumber(call, "per_page", defaultPerPage(call), MOST_PER_PAGE);
}

/** The items after the one that a mark stands for, whether or not that one still exists. */
export function after<T extends Item>({ all, newestFirst }: Listing<T>, mark: Mark): readonly T[] {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = byCreation(all[middle] as T, mark);
    if ((newestFirst ? -order : order) <= 0) low = middle + 1;
    else high = middle;
  }
  return all.slice(low);
}

/** A cursor as the real one looks, though nobody is to look. */
export function encodeMark({ createdAt, id }: Mark, page: number): string {
  const number = /^\d{1,15}$/.test(id) ? Number(id) : id;
  return Buffer.from(JSON.stringify([createdAt * 1000, number, page])).toString("base64");
}

export function decodeMark(cursor: string, name: string): Mark & { page: number } {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64").toString("utf8"));
    const [milliseconds, id, page] = Array.isArray(value) ? (value as unknown[]) : [];
    if (Number.isInteger(milliseconds) && text(id) && Number.isInteger(page)) {
      return { createdAt: Number(milliseconds) / 1000, id: String(id), page: Number(page) };
    }
  } catch {
    // refused below, as any other text that is no cursor
  }
  throw invalid(name, `\`${name}\` takes what an earlier page named`);
}

function afterCursor<T extends Item>(
  call: Call,
  listing: Listing<T>,
  size: number,
  cursor: string | null,
): Page<T> {
  const mark = cursor === null ? undefined : decodeMark(cursor, "starting_after");
  const { all } = listing;
  const rest = mark ? after(listing, mark) : all;
  const items = rest.slice(0, size);
  const page = mark?.page ?? 1;
  const next = call.workspace.settings.repeatCursor
    ? pageAfter(all.length > size ? all[size - 1] : undefined, 1)
    : pageAfter(rest.length > size ? items.at(-1) : undefined, page);
  const totalPages = Math.ceil(all.length / size);
  return {
    items,
    total: all.length,
    pages: { type: "pages", page, next, per_page: size, total_pages: totalPages },
  };
}

function pageAfter(last: Item | undefined, page: number): Json | null {
  return last ? { page: page + 1, starting_after: encodeMark(last, page + 1) } : null;
}

function defaultPerPage({ entry }: Call): number {
  const pagination = entry.operation["x-pagination"];
  return Number((isJson(pagination) && pagination["defaultPerPage"]) || 15);
}
