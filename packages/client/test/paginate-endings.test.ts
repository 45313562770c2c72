import { expect, test } from "vitest";
import { paginate } from "../src/index.ts";
import { connect, rejection } from "./support/client.ts";
import { cursorInQuery, items, pageNumbers } from "./support/lists.ts";
import { json, serve, type Handler } from "./support/serve.ts";

const ids = (list: object[]) => list.map((item) => "id" in item && item.id);
const user = { type: "user", user_id: "25" } as const;

/** The ids of the contacts and the URLs that were asked for. */
async function contactsOf(handler: Handler): Promise<{ got: unknown[]; urls: string[] }> {
  const { url, seen } = await serve(handler);
  const got = ids(await paginate(connect(url), "GET", "/contacts").toArray());
  return { got, urls: seen.map((one) => one.url) };
}

test.each([
  ["no `pages`", {}],
  ["`pages` null", { pages: null }],
  ["no `next`", { pages: { type: "pages" } }],
  ["`next` null", { pages: { next: null } }],
  ["`next` without a cursor", { pages: { next: { page: 2 } } }],
  ["a cursor that is null", { pages: { next: { page: 2, starting_after: null } } }],
  ["a cursor that is empty", { pages: { next: { page: 2, starting_after: "" } } }],
])("cursor: ends on %s", async (_, pages) => {
  const { got, urls } = await contactsOf((answer) => json(answer, 200, { data: items(2), ...pages }));
  expect(got).toEqual(["i1", "i2"]);
  expect(urls).toHaveLength(1);
});

test("a list of nothing has no items and no pages", async () => {
  const { url } = await serve(cursorInQuery([]));
  const list = paginate(connect(url), "GET", "/contacts");
  expect(await list.toArray()).toEqual([]);
  for await (const page of list.pages()) expect.unreachable(JSON.stringify(page));
});

test("a cursor that repeats ends the list, which goes on for ever with the official SDK", async () => {
  const { got, urls } = await contactsOf((answer, _, count) =>
    json(answer, 200, { data: [{ id: `c${count}` }], pages: { next: { starting_after: "stuck" } } }),
  );
  expect(got).toEqual(["c1", "c2"]);
  expect(urls).toEqual(["/contacts", "/contacts?starting_after=stuck"]);
});

test("a saved cursor that repeats ends the list with its page", async () => {
  const { url, seen } = await serve((answer, _, count) =>
    json(answer, 200, { data: [{ id: `c${count}` }], pages: { next: { starting_after: "stuck" } } }),
  );
  const list = paginate(connect(url), "GET", "/contacts", { startingAfter: "stuck" });
  for await (const page of list.pages()) expect(page.cursor).toBeUndefined();
  expect(seen).toHaveLength(1);
});

test("pages that begin alike are different pages", async () => {
  const { got } = await contactsOf((answer, _, count) =>
    json(answer, 200, {
      data: [{ id: "a" }, { id: "b" }, { id: `c${count}` }],
      pages: { next: count < 2 ? { starting_after: `c${count}` } : null },
    }),
  );
  expect(got).toEqual(["a", "b", "c1", "a", "b", "c2"]);
});

test("cursors that take turns end the list", async () => {
  const { got } = await contactsOf((answer, _, count) =>
    json(answer, 200, { data: [{ id: `c${count}` }], pages: { next: { starting_after: "ab"[count % 2] } } }),
  );
  expect(got).toEqual(["c1", "c2", "c3"]);
});

test("a list that ignores its cursor ends, though the cursor changes", async () => {
  const { got, urls } = await contactsOf((answer, _, count) =>
    json(answer, 200, { data: items(3), pages: { next: { starting_after: `c${count}` } } }),
  );
  expect(got).toEqual(["i1", "i2", "i3"]);
  expect(urls).toHaveLength(2);
});

test("a cursor list whose `next` is a URL is asked for no page at all", async () => {
  const { url, seen } = await serve((answer) =>
    json(answer, 200, { data: items(1), pages: { next: "https://api.intercom.io/contacts?page=2" } }),
  );
  await paginate(connect(url), "GET", "/contacts").toArray();
  expect(seen.every((one) => one.url.startsWith("/contacts"))).toBe(true);
});

test("page number: ends with `total_pages`, without a request for the page after it", async () => {
  const { url, seen } = await serve(pageNumbers(items(100)));
  expect(await paginate(connect(url), "GET", "/articles").toArray()).toHaveLength(100);
  expect(seen.map((one) => one.url)).toEqual(["/articles", "/articles?page=2"]);
});

test.each([undefined, null])(
  "page number: with `total_pages` %s, goes on while there is a `next`",
  async (total_pages) => {
    const { url, seen } = await serve((answer, _, count) =>
      json(answer, 200, {
        data: [{ id: `a${count}` }],
        pages: { total_pages, next: count < 3 ? "…" : null },
      }),
    );
    expect(ids(await paginate(connect(url), "GET", "/articles").toArray())).toEqual(["a1", "a2", "a3"]);
    expect(seen.map((one) => one.url)).toEqual(["/articles", "/articles?page=2", "/articles?page=3"]);
  },
);

test.each<[string, unknown]>([
  ["no number", "many"],
  ["less than nothing", -1],
  ["an object", {}],
])("page number: `total_pages` that is %s counts for nothing beside `next`", async (_, total_pages) => {
  const { url, seen } = await serve((answer, _seen, count) =>
    json(answer, 200, { data: [{ id: `a${count}` }], pages: { total_pages, next: count < 3 ? "…" : null } }),
  );
  expect(ids(await paginate(connect(url), "GET", "/articles").toArray())).toEqual(["a1", "a2", "a3"]);
  expect(seen).toHaveLength(3);
});

test("page number: begins with the caller's page", async () => {
  const { url, seen } = await serve(pageNumbers(items(200)));
  const list = paginate(connect(url), "GET", "/articles", { params: { query: { page: 3 } } });
  expect(ids(await list.toArray())[0]).toBe("i101");
  expect(seen.map((one) => one.url)).toEqual(["/articles?page=3", "/articles?page=4"]);
});

test("a list that ignores `page` ends, which goes on for ever with the official SDK", async () => {
  const { url, seen } = await serve((answer, _, count) =>
    json(answer, 200, {
      // the same, though not to the letter
      data: items(3).map((item) => ({ ...item, seen_at: count })),
      pages: { type: "pages", page: 1, total_pages: 100, next: "…" },
    }),
  );
  const list = paginate(connect(url), "GET", "/help_center/collections");
  expect(ids(await list.toArray())).toEqual(["i1", "i2", "i3"]);
  expect(seen).toHaveLength(2);
});

test("help centers, which know no pages, are asked for once", async () => {
  const { url, seen } = await serve((answer) => json(answer, 200, { type: "list", data: items(2) }));
  expect(await paginate(connect(url), "GET", "/help_center/help_centers").toArray()).toEqual(items(2));
  expect(seen).toHaveLength(1);
});

test("a contact's companies are found under `data`, where the official SDK finds none", async () => {
  const { url, seen } = await serve(pageNumbers(items(60)));
  const params = { path: { contact_id: "6a" } };
  const list = paginate(connect(url), "GET", "/contacts/{contact_id}/companies", { params });
  expect(await list.toArray()).toEqual(items(60));
  expect(seen.map((one) => one.url)).toEqual(["/contacts/6a/companies", "/contacts/6a/companies?page=2"]);
});

test("link: ends when it repeats", async () => {
  const { url, seen } = await serve((answer, one, count) => {
    const next = `http://${one.headers.host}/events?before=1`;
    json(answer, 200, { events: [{ id: `e${count}` }], pages: { next } });
  });
  const list = paginate(connect(url), "GET", "/events", { params: { query: user } });
  expect(ids(await list.toArray())).toEqual(["e1", "e2"]);
  expect(seen).toHaveLength(2);
});

test("link: its query is sent as it stands, and no other", async () => {
  const search = "?type=user&tag=a&tag=b&filter[id]=1%2F2&empty=";
  const { url, seen } = await serve((answer, one, count) =>
    json(answer, 200, {
      events: [{ id: `e${count}` }],
      pages: { next: count === 1 ? `http://${one.headers.host}/events${search}` : null },
    }),
  );
  await paginate(connect(url), "GET", "/events", { params: { query: user } }).toArray();
  expect(seen.map((one) => one.url)).toEqual(["/events?type=user&user_id=25", `/events${search}`]);
});

test.each([
  ["another host", (port: string) => `http://localhost:${port}/events?before=1`],
  ["another port", () => "http://127.0.0.1:9/events?before=1"],
  [
    "a host behind the own one's name",
    (port: string) => `http://127.0.0.1:${port}@localhost/events?before=1`,
  ],
  ["a host without a scheme", () => "//localhost/events?before=1"],
])("link: %s is not followed, and gets neither token nor request", async (_, linkTo) => {
  const { url, seen } = await serve((answer, one) =>
    json(answer, 200, { events: items(1), pages: { next: linkTo(one.headers.host!.split(":")[1]!) } }),
  );
  const got: unknown[] = [];
  const walk = async () => {
    const list = paginate(connect(url), "GET", "/events", { params: { query: user } });
    for await (const event of list) got.push(event);
  };
  expect(await rejection(walk())).toMatchObject({
    name: "IntercomUsageError",
    message: /^Next page: localhost|:9$/,
  });
  expect(got).toEqual(items(1));
  expect(seen).toHaveLength(1);
});

test("link: a saved one of another host is refused before anything is sent", async () => {
  const { url, seen } = await serve((answer) => json(answer, 200, { events: items(1) }));
  const startingAfter = "https://api.intercom.io/events?before=1";
  const list = paginate(connect(url), "GET", "/events", { params: { query: user }, startingAfter });
  expect(await rejection(list.toArray())).toMatchObject({
    name: "IntercomUsageError",
    message: "Next page: api.intercom.io",
  });
  expect(seen).toEqual([]);
});
