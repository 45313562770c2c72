import * as fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import {
  createIntercomClient,
  IntercomApiError,
  paginate,
  type Pagination,
  type PaginateOptions,
} from "../src/index.ts";
import { connect } from "./support/client.ts";
import {
  bodies,
  ending,
  holds,
  listener,
  replies,
  stage,
  statuses,
  tells,
  items,
  QUICK,
  type Reply,
} from "./support/hostile.ts";

afterEach(() => void vi.useRealTimers());

type Client = ReturnType<typeof connect>;

const options = fc.record(
  {
    timeoutMs: fc.constantFrom(60, 1000),
    deadlineMs: fc.constantFrom(1, 200, 2000, Infinity),
    retry: fc.oneof(
      fc.constant(false as const),
      fc.record({ limit: fc.constantFrom(0, 1, 3), maxDelayMs: fc.constantFrom(1, 3) }),
    ),
    idempotent: fc.boolean(),
    parseAs: fc.constantFrom("json", "text", "blob", "arrayBuffer", "stream"),
  },
  { requiredKeys: ["timeoutMs"] },
);

test("whatever a server answers, a call ends in its answer or in an error of the client's", async () => {
  const { play, elsewhere } = await stage();
  const calls: ((client: Client, own: object) => Promise<unknown>)[] = [
    (client, own) => client.GET("/me", own),
    (client, own) => client.POST("/tags", { ...own, body: { name: "vip" } }),
    (client, own) => client.DELETE("/tags/{tag_id}", { ...own, params: { path: { tag_id: "1" } } }),
    (client) => client.openapiFetch.GET("/admins"),
  ];
  await holds(
    fc.asyncProperty(
      fc.constantFrom(...calls),
      options,
      fc.array(replies, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      async (call, own, script, asks) => {
        const { options: base, asked, end } = play(() => script);
        const { lines, options: told } = listener();
        const token = asks ? async () => base.token as string : base.token;
        const client = createIntercomClient({ version: "2.12", ...base, ...told, ...QUICK, token });
        const result = await ending(() => call(client, own));
        const retries = own.retry === false ? 0 : (own.retry?.limit ?? QUICK.retry.limit);
        expect(asked()).toBeLessThanOrEqual(Math.max(retries, QUICK.retry.limit) + 1 + (asks ? 8 : 0));
        const { data, error, response } = result as { data?: unknown; error?: unknown; response?: Response };
        await response?.body?.cancel().catch(() => {});
        expect(data !== undefined && error !== undefined).toBe(false);
        expect([data, error, lines, result instanceof Error && result].some(tells)).toBe(false);
        end();
      },
    ),
    1000,
  );
  expect(elsewhere.seen).toEqual([]);
});

const totals = fc.constantFrom<unknown>(undefined, null, 0, 1, 5, -1, 1e9, "7", "many", {}, []);

/** Where the next page may be said to begin; `~` stands for the other server, and `@` for the own. */
const nexts = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, "", "c1", "c2", 0, 7, true, false, [], {}),
  fc.constantFrom("c1", "c2", "", null, {}, 3, true).map((starting_after) => ({ starting_after })),
  fc.constantFrom(
    "@/events?before=1",
    "@/events?before=2&x=%zz",
    "@/events",
    "/events?before=3",
    "?before=4",
    "~/events?before=1",
    "//~/events?before=1",
    "http://",
    "http://@~/events?a=1",
    "javascript:alert(1)?a",
    "data:text/plain,x?y",
    "https://[::1",
    "http://127.0.0.1:99999/?a",
  ),
);

const pages = fc.oneof(
  { weight: 8, arbitrary: fc.record({ data: items, next: nexts, total_pages: totals, token: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant("scroll_exists" as const) },
  { weight: 1, arbitrary: replies },
);

/** The answers of a list that a page stands for. */
function replyOf(
  page: typeof pages extends fc.Arbitrary<infer Page> ? Page : never,
  origin: string,
  away: string,
): Reply {
  const json = (status: number, body: object) => ({ status, headers: {}, body: JSON.stringify(body) });
  if (page === "scroll_exists") return json(400, { errors: [{ code: page }] });
  if ("status" in page) return page;
  const { data, next, total_pages, token } = page;
  const link = (text: string) => text.replace("@", origin).replace("~", away);
  const pagesOf = { next: typeof next === "string" ? link(next) : next, total_pages };
  const list = { data, events: data, conversations: data, pages: pagesOf };
  return json(200, token ? { ...list, scroll_param: "token" } : list);
}

const query = { field: "open", operator: "=", value: "true" } as const;
type Own = PaginateOptions & { signal: AbortSignal };
const LISTS: ((client: Client, own: Own) => Pagination<unknown>)[] = [
  (client, own) => paginate(client, "GET", "/contacts", own),
  (client, own) => paginate(client, "POST", "/conversations/search", { ...own, body: { query } }),
  (client, own) => paginate(client, "GET", "/articles", own),
  (client, own) => paginate(client, "POST", "/companies/list", own),
  (client, own) =>
    paginate(client, "GET", "/events", { ...own, params: { query: { type: "user", user_id: "25" } } }),
  (client, own) => paginate(client, "GET", "/companies/scroll", own),
];

test("whatever its answers say of the pages, a list of every style ends or says why", async () => {
  const { play, elsewhere } = await stage();
  await holds(
    fc.asyncProperty(
      fc.constantFrom(...LISTS),
      fc.array(pages, { minLength: 1, maxLength: 5 }),
      fc.record({
        maxItems: fc.constantFrom(Infinity, 0, 1, 5),
        prefetch: fc.constantFrom(0 as const, 1 as const),
        scrollWaitMs: fc.constantFrom(0, 6),
        startingAfter: fc.constantFrom(undefined, "", "c9", "?before=9"),
      }),
      fc.constantFrom("all", "leave", "abort"),
      async (list, script, own, how) => {
        const {
          options: base,
          asked,
          end,
        } = play((origin, away) => script.map((page) => replyOf(page, origin, away.slice("http://".length))));
        const { lines, options: told } = listener();
        const client = createIntercomClient({ version: "2.12", ...base, ...told, ...QUICK });
        const controller = new AbortController();
        const reason = new Error("no longer wanted");
        const got: unknown[] = [];
        const result = await ending(async () => {
          for await (const item of list(client, { ...own, signal: controller.signal })) {
            got.push(item);
            if (how === "leave" && got.length === 2) break;
            if (how === "abort") controller.abort(reason);
          }
          return "read";
        }, [reason]);
        expect(got.length).toBeLessThanOrEqual(own.maxItems);
        // twenty empty pages for each that is not, and attempts at each
        expect(asked()).toBeLessThan(300);
        expect([result, lines].some(tells)).toBe(false);
        end();
      },
    ),
    1200,
  );
  expect(elsewhere.seen).toEqual([]);
});

test("an error of the API says its status, and never what its body holds", async () => {
  const { play } = await stage();
  await holds(
    fc.asyncProperty(
      statuses.filter((status) => status >= 400),
      bodies,
      async (status, body) => {
        const { options: base, end } = play(() => [{ status, headers: {}, body }]);
        const client = createIntercomClient({ version: "2.12", ...base, retry: false });
        const { error } = (await ending(() => client.GET("/me"))) as { error?: unknown };
        expect(error).toBeInstanceOf(IntercomApiError);
        expect(error).toMatchObject({ status });
        end();
      },
    ),
    300,
  );
});
