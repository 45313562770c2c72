import { json, problem, type Handler, type Seen } from "./serve.ts";

/** What a list consists of. */
export interface Item {
  id: string;
}

/** So many items, in order. */
export function items(total: number): Item[] {
  return Array.from({ length: total }, (_, index) => ({ id: `i${index + 1}` }));
}

/** Answers as a list of the style does. The `at` of a page is its first item, `size` what the call asks for. */
type List = (all: Item[]) => Handler;

/** A cursor that tells nothing to who does not make it. */
const cursorTo = (at: number) => btoa(`after ${at}`);
const fromCursor = (cursor: string | null | undefined) => (cursor ? Number(atob(cursor).slice(6)) : 0);

const queryOf = ({ url }: Seen) => new URL(url, "http://127.0.0.1").searchParams;
const sizeOf = (seen: Seen) => Number(queryOf(seen).get("per_page") ?? 50);

/** `pages` of a list with a cursor. */
function cursorPages(all: Item[], at: number, size: number): object {
  const next = at + size < all.length ? { page: at / size + 2, starting_after: cursorTo(at + size) } : null;
  return {
    type: "pages",
    page: at / size + 1,
    per_page: size,
    total_pages: Math.ceil(all.length / size),
    next,
  };
}

export const cursorInQuery: List = (all) => (answer, seen) => {
  const size = sizeOf(seen);
  const at = fromCursor(queryOf(seen).get("starting_after"));
  const data = all.slice(at, at + size);
  json(answer, 200, { type: "list", data, total_count: all.length, pages: cursorPages(all, at, size) });
};

export const cursorInBody: List = (all) => (answer, seen) => {
  const { query, pagination = {} } = JSON.parse(seen.body) as {
    query?: object;
    pagination?: { per_page?: number; starting_after?: string };
  };
  if (!query || seen.url.includes("starting_after")) return problem(answer, 400, "parameter_invalid");
  const size = pagination.per_page ?? 50;
  const at = fromCursor(pagination.starting_after);
  const conversations = all.slice(at, at + size);
  return json(answer, 200, { type: "conversation.list", conversations, pages: cursorPages(all, at, size) });
};

export const pageNumbers: List = (all) => (answer, seen) => {
  const size = sizeOf(seen);
  const page = Number(queryOf(seen).get("page") ?? 1);
  const total_pages = Math.ceil(all.length / size);
  const next =
    page < total_pages ? `https://api.intercom.io/articles?per_page=${size}&page=${page + 1}` : null;
  const data = all.slice((page - 1) * size, page * size);
  json(answer, 200, {
    type: "list",
    data,
    pages: { type: "pages", page, per_page: size, total_pages, next },
  });
};

export const links: List = (all) => (answer, seen) => {
  const size = sizeOf(seen);
  const at = Number(queryOf(seen).get("before") ?? 0);
  const link = `http://${seen.headers.host}/events?type=user&intercom_user_id=6a&per_page=${size}`;
  const next = at + size < all.length ? `${link}&before=${at + size}` : null;
  json(answer, 200, {
    type: "event.list",
    events: all.slice(at, at + size),
    pages: { next, since: `${link}&since=1` },
  });
};

/** How a scroll can be made to misbehave. */
export interface ScrollOptions {
  /** The number of companies on a page. */
  size?: number;
  /** What happens instead of an answer, by the number of the request; whatever it is, the scroll is gone. */
  broken?: { [request: number]: (answer: Parameters<Handler>[0]) => unknown };
}

/** One scroll at a time, with one token for all pages, that ends on an empty page. It moves on with every answer. */
export function scrolling(all: Item[], { size = 100, broken = {} }: ScrollOptions = {}) {
  let open: { token: string; at: number } | undefined;
  let opened = 0;
  /** As Intercom does after a minute. */
  const expire = () => (open = undefined);
  const handler: Handler = (answer, seen, count) => {
    const token = queryOf(seen).get("scroll_param");
    const fault = broken[count];
    if (fault) {
      expire();
      return fault(answer);
    }
    if (!token && open) return problem(answer, 400, "scroll_exists");
    if (!token) open = { token: `scroll-${++opened}`, at: 0 };
    if (!open || (token && token !== open.token)) return problem(answer, 404, "not_found");
    const data = all.slice(open.at, open.at + size);
    open.at += size;
    const scroll_param = open.token;
    if (!data.length) expire();
    return json(answer, 200, { type: "list", data, pages: null, total_count: null, scroll_param });
  };
  return { handler, expire, occupy: () => (open = { token: "somebody else's", at: 0 }) };
}
