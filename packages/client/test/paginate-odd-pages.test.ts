import { describe, expect, test } from "vitest";
import { paginate, type Pagination } from "../src/index.ts";
import { connect, rejection } from "./support/client.ts";
import { items } from "./support/lists.ts";
import { json, problem, serve } from "./support/serve.ts";

type Client = ReturnType<typeof connect>;

interface Style {
  list: (client: Client, startingAfter?: string) => Pagination<unknown>;
  /** An answer of this style whose next page, if any, begins at the cursor. */
  answer: (data: unknown[], cursor?: unknown, host?: string) => object;
}

const query = { field: "open", operator: "=", value: "true" } as const;
const afterCursor = (cursor: unknown) => ({ next: cursor === undefined ? null : { starting_after: cursor } });

/** The styles of which a page can be asked for again. */
const STYLES: Record<string, Style> = {
  "cursor in the query": {
    list: (client, startingAfter) => paginate(client, "GET", "/contacts", { startingAfter }),
    answer: (data, cursor) => ({ data, pages: afterCursor(cursor) }),
  },
  "cursor in the body": {
    list: (client, startingAfter) =>
      paginate(client, "POST", "/conversations/search", { body: { query }, startingAfter }),
    answer: (conversations, cursor) => ({ conversations, pages: afterCursor(cursor) }),
  },
  "page number": {
    list: (client, startingAfter) => paginate(client, "GET", "/articles", { startingAfter }),
    answer: (data, cursor) => ({ data, pages: { next: cursor ?? null } }),
  },
  link: {
    list: (client, startingAfter) =>
      paginate(client, "GET", "/events", {
        params: { query: { type: "user", user_id: "25" } },
        startingAfter,
      }),
    answer: (events, cursor, host) => ({
      events,
      pages: { next: cursor === undefined ? null : `http://${host}/events?before=${String(cursor)}` },
    }),
  },
};
const SCROLL: Style = {
  list: (client) => paginate(client, "GET", "/companies/scroll"),
  answer: (data, cursor) => ({ data, scroll_param: cursor === undefined ? null : "token" }),
};

/** A list whose pages are these, and then the last one for ever; each but the last names a next one. */
async function listOf({ list, answer }: Style, page: (count: number) => unknown[] | undefined) {
  const { url, seen } = await serve((to, { headers }, count) =>
    json(to, 200, answer(page(count) ?? [], page(count + 1) && `c${count}`, headers.host)),
  );
  return { seen, list: list(connect(url)) };
}

/** What a list gives before it ends, and with what. */
async function walk(list: Pagination<unknown>) {
  const got: unknown[] = [];
  const error = await (async () => {
    for await (const item of list) got.push(item);
  })().catch((reason: unknown) => reason);
  return { got, error };
}

describe.each(Object.entries(STYLES))("%s", (_, style) => {
  test("empty pages that name a next one are passed over", async () => {
    const [first, ...rest] = items(5);
    const pages = [[], [first], [], [], [], rest, []];
    const { list, seen } = await listOf(style, (count) => pages[count - 1]);
    const sizes = [];
    for await (const page of list.pages()) sizes.push(page.items.length);
    expect(sizes).toEqual([1, 4]);
    expect(seen).toHaveLength(7);
  });

  test("empty pages without end are an error of the client's, after what came before", async () => {
    const { list, seen } = await listOf(style, (count) => (count === 1 ? items(2) : []));
    const { got, error } = await walk(list);
    expect(got).toEqual(items(2));
    expect(error).toMatchObject({ name: "IntercomParseError", status: 200 });
    expect(String(error)).toMatch(/: only empty pages$/);
    expect(seen).toHaveLength(1 + 21);
  });

  test("pages that come round again end the list, though the cursor is new each time", async () => {
    const all = items(6);
    const { list, seen } = await listOf(style, (count) =>
      all.slice(((count - 1) % 3) * 2, ((count - 1) % 3) * 2 + 2),
    );
    expect(await list.toArray()).toEqual(all);
    expect(seen).toHaveLength(4);
  });

  test("`scroll_exists` is an error like any other, and nothing is begun again", async () => {
    const { url, seen } = await serve((to, { headers }, count) =>
      count === 1
        ? json(to, 200, style.answer(items(2), "c1", headers.host))
        : problem(to, 400, "scroll_exists"),
    );
    const { got, error } = await walk(style.list(connect(url)));
    expect(got).toEqual(items(2));
    expect(error).toMatchObject({ name: "IntercomApiError", code: "scroll_exists" });
    expect(seen).toHaveLength(2);
  });

  test("items without ids, or that are nothing, are given as they are", async () => {
    const pages = [[null, { name: "a" }], [{ name: "b" }, 0, ""], [{ id: null }]];
    const { list } = await listOf(style, (count) => pages[count - 1]);
    expect(await list.toArray()).toEqual(pages.flat());
  });

  test("an empty cursor is the beginning, and is not sent", async () => {
    const { url, seen } = await serve((to) => json(to, 200, style.answer(items(1))));
    expect(await style.list(connect(url), "").toArray()).toEqual(items(1));
    expect(seen[0]!.url + seen[0]!.body).not.toMatch(/starting_after|page=|before/);
  });
});

describe("scroll", () => {
  test("pages that come round again end it", async () => {
    const all = items(6);
    const { list, seen } = await listOf(SCROLL, (count) =>
      all.slice(((count - 1) % 3) * 2, ((count - 1) % 3) * 2 + 2),
    );
    expect(await list.toArray()).toEqual(all);
    expect(seen).toHaveLength(4);
  });

  test("pages of the same companies in ever other orders are an error of the client's", async () => {
    const [one, ...rest] = items(400);
    const { list, seen } = await listOf(SCROLL, (count) =>
      count === 1 ? [one, ...rest] : [rest[count], one],
    );
    const { got, error } = await walk(list);
    expect(got).toEqual([one, ...rest]);
    expect(error).toMatchObject({ name: "IntercomParseError" });
    expect(seen).toHaveLength(1 + 21);
  });

  test("`scroll_exists` again and again ends it with that, after the companies before", async () => {
    const { url, seen } = await serve((to, _seen, count) =>
      count % 2 ? json(to, 200, SCROLL.answer(items(2), "c")) : problem(to, 400, "scroll_exists"),
    );
    const { got, error } = await walk(
      paginate(connect(url), "GET", "/companies/scroll", { scrollWaitMs: 6 }),
    );
    expect(got).toEqual(items(2));
    expect(error).toMatchObject({ name: "IntercomApiError", code: "scroll_exists" });
    expect(seen.length).toBeLessThan(20);
  });

  test("companies without ids are given as they are, each once", async () => {
    const pages = [[null, { name: "a" }], [{ name: "b" }, { name: "a" }], []];
    const { list } = await listOf(SCROLL, (count) => pages[count - 1]);
    expect(await list.toArray()).toEqual([null, { name: "a" }, { name: "b" }]);
  });
});

test.each(["cursor in the query", "cursor in the body", "link"])(
  "%s: a cursor that is none is an error of the client's",
  async (name) => {
    const { list, answer } = STYLES[name]!;
    for (const next of [{ starting_after: {} }, { starting_after: true }, true]) {
      const { url, seen } = await serve((to) => json(to, 200, { ...answer(items(30)), pages: { next } }));
      const { error } = await walk(list(connect(url)));
      expect(error).toMatchObject({
        name: "IntercomParseError",
        message: expect.stringMatching(/^\w+ \/[\w/]+: a cursor that is none$/) as string,
        status: 200,
        excerpt: expect.stringMatching(/^\{.{199}$/) as string,
      });
      expect(seen).toHaveLength(1);
    }
  },
);

test("a cursor that is a number is sent as one", async () => {
  const { list, seen } = await listOf(
    STYLES["cursor in the query"]!,
    (count) => [[{ id: "1" }], [{ id: "2" }]][count - 1],
  );
  expect(await list.toArray()).toEqual([{ id: "1" }, { id: "2" }]);
  const { url, seen: numbered } = await serve((to, _, count) =>
    json(to, 200, { data: [{ id: count }], pages: { next: count === 1 ? { starting_after: 7 } : null } }),
  );
  await paginate(connect(url), "GET", "/contacts").toArray();
  expect(seen[1]!.url).toBe("/contacts?starting_after=c1");
  expect(numbered[1]!.url).toBe("/contacts?starting_after=7");
});

test.each([
  ["http://", "not a link"],
  ["http://127.0.0.1:99999999/events?before=1", "not a link"],
  ["/events", "a link without a query"],
  ["c1", "a link without a query"],
])("link: %s is not followed, which is an error of the client's", async (next, why) => {
  const { url, seen } = await serve((to) => json(to, 200, { events: items(1), pages: { next } }));
  const { got, error } = await walk(STYLES["link"]!.list(connect(url)));
  expect(got).toEqual(items(1));
  expect(error).toMatchObject({ name: "IntercomUsageError", message: `Next page: ${why}` });
  expect(seen).toHaveLength(1);
});

test.each([null, undefined, [], "pages", 5, { next: "" }, { next: false }])(
  "`pages` of %j is the end",
  async (pages) => {
    for (const { list } of Object.values(STYLES)) {
      const { url, seen } = await serve((to) =>
        json(to, 200, { data: items(1), events: items(1), conversations: items(1), pages }),
      );
      expect(await list(connect(url)).toArray()).toEqual(items(1));
      expect(seen).toHaveLength(1);
    }
  },
);

test("an empty cursor of a call of your own is left out of its query too, and nothing else", async () => {
  const { url, seen } = await serve((to) => json(to, 200, { data: [] }));
  const client = connect(url);
  const params = { query: { per_page: 5, starting_after: "" } };
  await client.GET("/contacts", { params });
  await client.openapiFetch.GET("/contacts", { params });
  await client.GET("/contacts", { params: { query: { starting_after: "c1" } } });
  await client.GET("/articles/search", { params: { query: { phrase: "" } } });
  await client.GET("/me");
  expect(seen.map((one) => one.url)).toEqual([
    "/contacts?per_page=5",
    "/contacts?per_page=5",
    "/contacts?starting_after=c1",
    "/articles/search?phrase=",
    "/me",
  ]);
});

test("a search's `sort` is sent with every page, and its empty cursor with none", async () => {
  const { url, seen } = await serve((to, _, count) =>
    json(to, 200, { data: [{ id: count }], pages: afterCursor(count < 3 ? `c${count}` : undefined) }),
  );
  const sort = { field: "created_at", order: "descending" } as const;
  const body = {
    query: { field: "email", operator: "~", value: "@" },
    sort,
    pagination: { starting_after: "" },
  } as const;
  await paginate(connect(url), "POST", "/contacts/search", { body }).toArray();
  expect(seen.map((one) => JSON.parse(one.body) as object)).toEqual(
    [{}, { starting_after: "c1" }, { starting_after: "c2" }].map((pagination) => ({ ...body, pagination })),
  );
});

test.each([
  ["maxItems", NaN],
  ["maxItems", -1],
  ["scrollWaitMs", NaN],
  ["scrollWaitMs", -1],
  ["prefetch", 2],
  ["startingAfter", 7],
])("%s of %d is refused, and nothing is sent", async (name, value) => {
  const { url, seen } = await serve((to) => json(to, 200, { data: items(1) }));
  const read = async () => paginate(connect(url), "GET", "/contacts", { [name]: value }).toArray();
  expect(await rejection(read())).toMatchObject({ name: "IntercomUsageError" });
  expect(seen).toHaveLength(0);
});

test.each([{ maxItems: NaN }, { maxItem: 5 }])("toArray checks what it is given too: %o", async (wrong) => {
  const list = paginate(connect("http://127.0.0.1:9"), "GET", "/contacts");
  expect(await rejection(list.toArray(wrong))).toMatchObject({
    name: "IntercomUsageError",
    message: expect.stringContaining("maxItems") as string,
  });
});

test.each([null, undefined, ""])("a saved cursor of %j begins at the beginning", async (startingAfter) => {
  const { url, seen } = await serve((to) => json(to, 200, { data: items(1) }));
  expect(await paginate(connect(url), "GET", "/contacts", { startingAfter }).toArray()).toHaveLength(1);
  expect(seen.map((one) => one.url)).toEqual(["/contacts"]);
});

test.each([0, "", null, false])("an abort whose reason is %j ends the iteration with it", async (reason) => {
  const controller = new AbortController();
  const { url } = await serve(() => controller.abort(reason));
  const list = paginate(connect(url), "GET", "/companies/scroll", { signal: controller.signal });
  expect(await rejection(list.toArray())).toBe(reason);
});

test.each([undefined, null, 0])(
  "what a call rejects with is thrown as it is, also when it is %j",
  async (reason) => {
    const client = connect("http://127.0.0.1:9", { token: () => Promise.reject(reason) });
    const list = paginate(client, "GET", "/companies/scroll");
    const caught = list.toArray().then(
      () => "nothing",
      (error: unknown) => error,
    );
    expect(await caught).toBe(reason);
  },
);
