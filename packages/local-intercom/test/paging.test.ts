import { describe, expect, test } from "vitest";
import type { ResourceName, Seed } from "../src/index.ts";
import { open, VERSIONS, type Body, type Opened } from "./harness.ts";

type Call = Opened["call"];

/** Where a list's next page is asked for: path and body of the next call. */
type Next = (page: Body, path: string) => [path: string, body?: object] | undefined;

const cursor: Next = ({ pages }, path) =>
  pages.next && [
    `${path.split("&starting_after")[0]}&starting_after=${encodeURIComponent(pages.next.starting_after)}`,
  ];
const link: Next = ({ pages }) => pages.next && [pages.next];

const ALL = { field: "created_at", operator: ">", value: "1000000000" };

const searched =
  (perPage: number): Next =>
  ({ pages }, path) =>
    pages.next && [
      path,
      { query: ALL, pagination: { per_page: perPage, starting_after: pages.next.starting_after } },
    ];

interface List {
  /** `{contact}` stands for the first one's id. */
  path: string;
  of: ResourceName;
  /** What there is besides seven of these. */
  seed?: Seed;
  /** @default data */
  items?: string;
  search?: true;
  /** @default a link to the next page */
  next?: Next;
  /** What the last page has for `next`, as Intercom's own recordings have it. @default nothing at all */
  end?: null;
  method?: string;
}

const LISTS: List[] = [
  { path: "/contacts", of: "contacts", next: cursor },
  { path: "/companies/{company}/contacts", of: "contacts", seed: { companies: 1 }, next: cursor },
  { path: "/conversations", of: "conversations", items: "conversations", next: cursor },
  { path: "/contacts/search", of: "contacts", search: true },
  { path: "/conversations/search", of: "conversations", items: "conversations", search: true },
  { path: "/tickets/search", of: "tickets", items: "tickets", search: true },
  { path: "/companies", of: "companies", end: null },
  { path: "/companies/list", of: "companies", method: "POST", end: null },
  { path: "/contacts/{contact}/companies", of: "companies", seed: { contacts: 1 }, end: null },
  { path: "/contacts/{contact}/notes", of: "notes", end: null },
  { path: "/articles", of: "articles" },
  { path: "/articles/search", of: "articles", items: "data.articles" },
  { path: "/help_center/collections", of: "collections" },
];

async function walk(call: Call, list: List, path: string, perPage: number, version: string): Promise<Body[]> {
  const first = list.search
    ? ([path, { query: ALL, pagination: { per_page: perPage } }] as const)
    : ([`${path}?per_page=${perPage}`] as const);
  const next = list.search ? searched(perPage) : (list.next ?? link);
  const pages: Body[] = [];
  let asked: ReturnType<Next> = [...first];
  while (asked && pages.length < 20) {
    const [url, body] = asked;
    const answer = await call(list.method ?? (list.search ? "POST" : "GET"), url, body, version);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    pages.push(answer.body);
    asked = next(answer.body, url);
  }
  return pages;
}

function itemsOf(page: Body, keys: string): Body[] {
  return keys.split(".").reduce((value, key) => value[key], page);
}

describe.each(VERSIONS)("lists in %s", (version) => {
  test.each(LISTS)("$path comes whole, nothing twice, whatever the page's size", async (list) => {
    const { call, local } = await open({ seed: { ...list.seed, [list.of]: 7 } });
    const path = list.path
      .replace("{company}", local.ids("companies")[0] ?? "")
      .replace("{contact}", local.ids("contacts")[0] ?? "");
    for (const perPage of [1, 3, 60]) {
      const pages = await walk(call, list, path, perPage, version);
      const ids = pages.flatMap((page) => itemsOf(page, list.items ?? "data").map(({ id }) => id));
      expect(ids.toSorted()).toEqual(local.ids(list.of).toSorted());
      expect(new Set(ids).size).toBe(7);
      expect(pages).toHaveLength(Math.ceil(7 / perPage));
      expect(pages.at(-1).pages.next).toBe(list.end);
      expect(pages[0]).toMatchObject({
        total_count: 7,
        pages: {
          type: "pages",
          page: 1,
          // as it is described: the text of the parameter
          per_page: list.path === "/conversations" ? String(perPage) : perPage,
          total_pages: Math.ceil(7 / perPage),
        },
      });
    }
  });
});

test("a page beyond the last is empty", async () => {
  const { call } = await open({ seed: { articles: 3 } });
  const { status, body } = await call("GET", "/articles?page=9&per_page=2");
  expect([status, body.data, body.pages.next]).toEqual([200, [], undefined]);
});

// as recorded by NangoHQ/integration-templates, whose sync of articles begins so
test("page 0 has what page 1 has, and names page 1 as the next", async () => {
  const { call, local } = await open({ seed: { articles: 3 } });
  const { body } = await call("GET", "/articles?page=0&per_page=100");
  expect(body.data).toHaveLength(3);
  expect(body.pages).toMatchObject({ page: 0, total_pages: 1 });
  expect(body.pages.next).toBe(`${local.url}/articles?page=1&per_page=100`);
});

// the official SDK asks for pages until one is empty
test.each(["notes", "companies", "companies/1/contacts"])(
  "of a list of %s that is an example, pages beyond the last are empty",
  async (list) => {
    const { call } = await open();
    const path = list.includes("/") ? `/${list}` : `/contacts/nobody/${list}`;
    const [first, next] = [(await call("GET", path)).body, (await call("GET", `${path}?page=9`)).body];
    expect(first.data.length).toBeGreaterThan(0);
    expect(next).toMatchObject({ data: [], pages: { page: 9, next: null } });
  },
);

test.each([
  "/contacts?per_page=151",
  "/companies?per_page=61",
  "/articles?per_page=251",
  "/articles?per_page=0",
  "/conversations?per_page=many",
  "/conversations?per_page=1e1",
  "/articles?page=-1",
  "/contacts?page=first",
  "/segments?include_count=yes",
  "/events?type=lead&user_id=1",
  "/data_attributes?model=ticket",
  "/articles/search?phrase=x&help_center_id=first",
])("%s is refused", async (path) => {
  const { call } = await open({ state: "empty" });
  const { status, body } = await call("GET", path);
  expect([status, body.errors[0].code]).toEqual([400, "parameter_invalid"]);
});

test("a cursor that was never given is refused", async () => {
  const { call } = await open({ state: "empty" });
  expect((await call("GET", "/contacts?starting_after=2")).status).toBe(400);
});

test("a list goes on where it was, whatever was deleted or added in between", async () => {
  const { call, local } = await open({ seed: { contacts: 6 } });
  const first = (await call("GET", "/contacts?per_page=2")).body;
  const [, second = "", , fourth = ""] = local.ids("contacts");
  await call("DELETE", `/contacts/${second}`);
  await call("DELETE", `/contacts/${fourth}`);
  await call("POST", "/contacts", { email: "new@example.com" });
  const cursorNow = encodeURIComponent(first.pages.next.starting_after);
  const { data } = (await call("GET", `/contacts?per_page=150&starting_after=${cursorNow}`)).body;
  expect(data.map(({ email }: Body) => email)).toEqual([
    "user-3@example.com",
    "user-5@example.com",
    "user-6@example.com",
    "new@example.com",
  ]);
});

test("with repeatCursor the next page is always the same one", async () => {
  const { call } = await open({ seed: { contacts: 9 }, repeatCursor: true });
  const first = (await call("GET", "/contacts?per_page=3")).body;
  const after = encodeURIComponent(first.pages.next.starting_after);
  const second = (await call("GET", `/contacts?per_page=3&starting_after=${after}`)).body;
  expect(second.data[0].email).toBe("user-4@example.com");
  expect(second.pages.next).toEqual(first.pages.next);
});

test("with ignorePage every page is the first", async () => {
  const { call } = await open({ seed: { articles: 5 }, ignorePage: true });
  const first = (await call("GET", "/articles?per_page=2")).body;
  expect((await call("GET", first.pages.next)).body).toEqual(first);
});

test("many come whole in every style", async () => {
  const seed = { contacts: 1_000, companies: 1_000, events: 1_000 };
  const { call, local } = await open({ seed, validateAnswers: false });
  const seen: Record<string, Set<string>> = {
    contacts: new Set(),
    found: new Set(),
    companies: new Set(),
    events: new Set(),
  };
  let [query, pagination]: [string, object] = ["", {}];
  for (let more = true; more;) {
    const listed = (await call("GET", `/contacts?per_page=150${query}`)).body;
    const found = (
      await call("POST", "/contacts/search", { query: ALL, pagination: { per_page: 150, ...pagination } })
    ).body;
    for (const { id } of listed.data) seen["contacts"]?.add(id);
    for (const { id } of found.data) seen["found"]?.add(id);
    more = listed.pages.next !== undefined;
    if (!more) break;
    query = `&starting_after=${encodeURIComponent(listed.pages.next.starting_after)}`;
    pagination = { starting_after: found.pages.next.starting_after };
  }
  for (let page = 1, total = 1; page <= total; page++) {
    const companies = (await call("POST", `/companies/list?per_page=60&page=${page}`)).body;
    for (const { id } of companies.data) seen["companies"]?.add(id);
    total = companies.pages.total_pages;
  }
  let next: string | null = "/events?type=user&user_id=external-1&per_page=150";
  while (next) {
    const { body }: Body = await call("GET", next);
    for (const { event_name } of body.events) seen["events"]?.add(event_name);
    next = body.pages.next;
  }
  expect(Object.values(seen).map(({ size }) => size)).toEqual([1_000, 1_000, 1_000, 1_000]);
  expect(local.requests).toHaveLength(3 * 7 + 17);
});
