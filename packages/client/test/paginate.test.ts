import { expect, test } from "vitest";
import { createIntercomClient, paginate } from "../src/index.ts";
import { connect, rejection } from "./support/client.ts";
import {
  cursorInBody,
  cursorInQuery,
  items,
  links,
  pageNumbers,
  scrolling,
  type Item,
} from "./support/lists.ts";
import { json, problem, serve, type Handler } from "./support/serve.ts";

const query = { field: "open", operator: "=", value: "true" } as const;
const user = { type: "user", user_id: "25" } as const;

type Client = ReturnType<typeof connect>;

/** A list of each style, called with a number of items per page. */
const STYLES = {
  "cursor in the query": {
    handler: cursorInQuery,
    list: (client: Client, per_page: number) =>
      paginate(client, "GET", "/contacts", { params: { query: { per_page } } }),
  },
  "cursor in the body": {
    handler: cursorInBody,
    list: (client: Client, per_page: number) =>
      paginate(client, "POST", "/conversations/search", { body: { query, pagination: { per_page } } }),
  },
  "page number": {
    handler: pageNumbers,
    list: (client: Client, per_page: number) =>
      paginate(client, "GET", "/articles", { params: { query: { per_page } } }),
  },
  "page number of a POST": {
    handler: pageNumbers,
    list: (client: Client, per_page: number) =>
      paginate(client, "POST", "/companies/list", { params: { query: { per_page } } }),
  },
  link: {
    handler: links,
    list: (client: Client, per_page: number) =>
      paginate(client, "GET", "/events", { params: { query: { ...user, per_page } } }),
  },
};

const SCROLL = {
  handler: (all: Item[], size: number) => scrolling(all, { size }).handler,
  list: (client: Client) => paginate(client, "GET", "/companies/scroll"),
};

// a page of each single item is a request for each: fewer of them, for the time they take
const CASES = Object.entries({ ...STYLES, scroll: SCROLL }).flatMap(([style, how]) =>
  [
    { size: 1, total: 250 },
    ...[50, 150].map((size) => ({ size, total: style === "cursor in the query" ? 10_000 : 1_000 })),
  ].map((sizes) => ({ style, ...how, ...sizes })),
);

test.each(CASES)(
  "$style, $size per page: each of $total items once and in order",
  async ({ style, size, total, handler, list }) => {
    const all = items(total);
    const { url, seen } = await serve(handler(all, size));
    const got = [];
    for await (const item of list(connect(url), size)) got.push(item);
    expect(got).toEqual(all);
    // a scroll's end is a page of its own
    expect(seen).toHaveLength(Math.ceil(total / size) + (style === "scroll" ? 1 : 0));
  },
);

test.each(Object.entries(STYLES))(
  "%s: faults in between lose and double nothing",
  async (_, { handler, list }) => {
    const all = items(1_000);
    const answerWell = handler(all);
    const faults: Handler[] = [
      (answer) => problem(answer, 429, "rate_limit_exceeded"),
      (answer) => problem(answer, 503),
      (answer) => answer.socket?.destroy(),
      (answer) => answer.writeHead(502, { "Content-Type": "text/html" }).end("<html>"),
      (answer) =>
        void answer
          .writeHead(200, { "Content-Length": 500 })
          .write('{"data":[{"id":"i1"}', () => answer.destroy()),
    ];
    const { url, seen } = await serve((answer, one, count) =>
      (count % 3 === 2 ? faults[((count - 2) / 3) % faults.length]! : answerWell)(answer, one, count),
    );
    expect(await list(connect(url), 50).toArray()).toEqual(all);
    expect(seen).toHaveLength(30);
  },
);

test("articles that were searched for come page by page", async () => {
  const { url, seen } = await serve((answer, one) => {
    const page = Number(new URL(one.url, "http://x").searchParams.get("page") ?? 1);
    const articles = [{ id: `a${page}` }];
    json(answer, 200, {
      type: "list",
      data: { highlights: [], articles },
      pages: { page, total_pages: 3, next: "…" },
    });
  });
  const list = paginate(connect(url), "GET", "/articles/search", { params: { query: { phrase: "refund" } } });
  expect(await list.toArray()).toEqual([{ id: "a1" }, { id: "a2" }, { id: "a3" }]);
  expect(seen.map((one) => one.url)).toEqual([
    "/articles/search?phrase=refund",
    "/articles/search?phrase=refund&page=2",
    "/articles/search?phrase=refund&page=3",
  ]);
});

test("a company that is asked for by its name is a list of one", async () => {
  const company = { type: "company", id: "6a", name: "Acme", tags: { type: "tag.list", tags: [] } };
  const { url, seen } = await serve((answer) => json(answer, 200, company));
  const list = paginate(connect(url), "GET", "/companies", { params: { query: { name: "Acme" } } });
  expect(await list.toArray()).toEqual([company]);
  expect(seen).toHaveLength(1);
});

test("a client of 2.11 pages too", async () => {
  const { url, seen } = await serve(cursorInQuery(items(100)));
  const older = createIntercomClient({ version: "2.11", token: "secret", baseUrl: url });
  expect(await paginate(older, "GET", "/contacts").toArray()).toEqual(items(100));
  expect(seen[1]!.headers["intercom-version"]).toBe("2.11");
});

test("each page has its answer, its items and the cursor of the next", async () => {
  const { url } = await serve(cursorInQuery(items(120)));
  const pages = [];
  for await (const page of paginate(connect(url), "GET", "/contacts").pages()) pages.push(page);
  expect(pages.map((page) => page.items.length)).toEqual([50, 50, 20]);
  expect(pages.map((page) => page.cursor)).toEqual([expect.any(String), expect.any(String), undefined]);
  expect(pages[1]!.response.status).toBe(200);
  expect(pages[1]!.data.total_count).toBe(120);
  expect(pages[1]!.items).toBe(pages[1]!.data.data);
});

test("an operation that is no list is refused, and nothing is sent", async () => {
  const { url, seen } = await serve((answer) => json(answer, 200, {}));
  expect(() =>
    paginate(connect(url), "POST", "/contacts" as "/contacts/search", { body: { query } }),
  ).toThrow("No list: POST /contacts");
  expect(seen).toEqual([]);
});

test("an answer without a list is an error, not the end", async () => {
  const { url } = await serve((answer) => json(answer, 200, { type: "list", contacts: null }));
  const error = await rejection(paginate(connect(url), "GET", "/contacts").toArray());
  expect(String(error)).toBe("IntercomUsageError: No list: GET /contacts");
});

test("nothing is sent before the first item is asked for", async () => {
  const { url, seen } = await serve(cursorInQuery(items(100)));
  const list = paginate(connect(url), "GET", "/contacts", { prefetch: 1 });
  list.pages()[Symbol.asyncIterator]();
  expect(seen).toEqual([]);
  for await (const _ of list) break;
  expect(seen.length).toBeLessThanOrEqual(2);
});

test("an answer that is no 2xx throws its error, after the items before it", async () => {
  const answerWell = cursorInQuery(items(100));
  const { url } = await serve((answer, seen, count) =>
    count === 2 ? problem(answer, 403, "forbidden") : answerWell(answer, seen, count),
  );
  const contacts: unknown[] = [];
  const error = await rejection(
    (async () => {
      for await (const contact of paginate(connect(url), "GET", "/contacts")) contacts.push(contact);
    })(),
  );
  expect(error).toMatchObject({ name: "IntercomApiError", status: 403, code: "forbidden" });
  expect(contacts).toHaveLength(50);
});
