import * as fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import {
  createIntercomClient,
  exportMessages,
  IntercomApiError,
  paginate,
  throttle,
  upsertContact,
  type Pagination,
  type PaginateOptions,
  type RateStore,
} from "../src/index.ts";
import { connect } from "./support/client.ts";
import {
  bodies,
  ending,
  faults,
  holds,
  listener,
  oddHeaders,
  replies,
  stage,
  statuses,
  tells,
  type Reply,
} from "./support/hostile.ts";

afterEach(() => void vi.useRealTimers());

type Client = ReturnType<typeof connect>;

/** Limits that let no case take long, and that only a stall exceeds. */
const QUICK = { timeoutMs: 1000, retry: { limit: 2, maxDelayMs: 3 } };

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

const ids = fc.constantFrom<unknown>("1", "2", "3", 4, null, undefined, {});
const items = fc.array(
  fc.oneof(
    ids.map((id) => ({ id })),
    fc.constantFrom<unknown>(null, 0, "", [], { name: "a" }),
  ),
  { maxLength: 3 },
);
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

const values = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, NaN, Infinity, -1, 0, 1, 5, 1e15, "7", "many", {}, []),
  fc.record({
    reset: fc.oneof(
      fc.constantFrom<unknown>(NaN, Infinity, -Infinity, "soon", {}, 0),
      fc
        .tuple(fc.constantFrom(-1e5, -1, 0, 1, 10, 3000, 1e5), fc.constantFrom(1, 1000))
        .map(([ahead, unit]) => (Math.floor(Date.now() / 1000) + ahead) * unit),
    ),
    limit: fc.constantFrom<unknown>(0, 1, 10, NaN, -1, "5", "x", Infinity),
    name: fc.constantFrom<unknown>("1.0", "", undefined, 5),
  }),
);
const down = new Error("store down");
const says = fc.oneof(
  { weight: 8, arbitrary: values.map((value) => async () => value) },
  { weight: 1, arbitrary: fc.constant(() => Promise.reject(down)) },
  { weight: 1, arbitrary: fc.constant(() => new Promise<never>(() => {})) },
  {
    weight: 1,
    arbitrary: fc.constant(() => {
      throw down;
    }),
  },
);

test("whatever headers and stores say, each throttled call has its turn, without a limit of its own", async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 6, 1) });
  await holds(
    fc.asyncProperty(
      fc.array(fc.tuple(oddHeaders, fc.constantFrom(200, 200, 429, 503)), { minLength: 1, maxLength: 5 }),
      fc.option(
        fc.record({ count: fc.array(says, { minLength: 1 }), latest: fc.array(says, { minLength: 1 }) }),
      ),
      async (script, store) => {
        let sent = 0;
        let asked = 0;
        const next = (method: keyof RateStore) => () => {
          const all = store![method];
          return all[asked++ % all.length]!();
        };
        const share = store ? ({ count: next("count"), latest: next("latest") } as RateStore) : undefined;
        const fetch = async () => {
          const [headers, status] = script[sent++ % script.length]!;
          return Response.json({}, { status, headers });
        };
        const client = connect("http://127.0.0.1:9", { fetch, retry: false, throttle: throttle({ share }) });
        const calls = Array.from({ length: 4 }, () => ending(() => client.GET("/me"), [down]));
        const ended = vi.fn<() => void>();
        // a minute each, and half of one for what a store is asked for
        const all = Promise.all(calls).finally(ended);
        all.catch(() => {});
        for (let minute = 0; minute < 4 * 4 && !ended.mock.calls.length; minute++) {
          await vi.advanceTimersByTimeAsync(60_000);
        }
        expect(ended).toHaveBeenCalledOnce();
        await all;
        // no window is asked about over and over
        expect(asked).toBeLessThan(4 * 200);
      },
    ),
    600,
    1,
  );
});

const jobs = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      "pending",
      "in_progress",
      "completed",
      "no_data",
      "failed",
      "canceled",
      "queued",
      5,
      {},
    ),
  },
  { weight: 1, arbitrary: fc.constant(undefined) },
);
const steps = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({
        status: jobs,
        job_identifier: fc.constantFrom<unknown>("j1", undefined, "", 5, {}),
        id: ids,
        data: items,
      })
      .map((body): Reply => ({ status: 200, headers: {}, body: JSON.stringify(body) })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom(409, 404, 429),
        fc.constantFrom("A contact with id=6650a", "archived", "Only 1 pending", "", null),
      )
      .map(([status, message]): Reply => ({
        status,
        headers: { "Retry-After": "0" },
        body: JSON.stringify({ errors: [{ code: "conflict", message }] }),
      })),
  },
  {
    weight: 2,
    arbitrary: fc.record({ status: statuses, headers: fc.constant({}), body: bodies, fault: faults }),
  },
);

test("whatever is answered, an export and an upsert end in what they are for or in an error of the client's", async () => {
  const { play, elsewhere } = await stage();
  await holds(
    fc.asyncProperty(
      fc.constantFrom("period", "job", "contact"),
      fc.array(steps, { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      async (what, script, decompress) => {
        const { options: base, asked, end } = play(() => script);
        const { lines, options: told } = listener();
        const client = createIntercomClient({ version: "2.12", ...base, ...told, ...QUICK });
        const reason = new Error("long enough");
        const controller = new AbortController();
        const { signal } = controller;
        let looks = 0;
        const result = await ending<unknown>(async () => {
          if (what === "contact") {
            const search = { limit: 2, delayMs: 1 };
            return (await upsertContact(client, { external_id: "u-1", email: "a@example.com" }, { search }))
              .contact;
          }
          const job = what === "job" ? { jobIdentifier: "j0" } : { from: 1_772_323_200, to: 1_772_323_200 };
          // a job may take for ever; that is what the signal is for
          const onProgress = () => void (++looks > 20 && controller.abort(reason));
          const { status, stream } = await exportMessages(client, job, {
            ...QUICK,
            signal,
            decompress,
            poll: { minMs: 1, maxMs: 1 },
            onProgress,
          });
          expect(stream === undefined).toBe(status === "no_data");
          // what a file is cut off by is the stream's matter
          await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).bytes?.().catch(() => {});
          return status;
        }, [reason]);
        expect(result === undefined).toBe(false);
        expect(asked()).toBeLessThan(200);
        expect([result, lines].some(tells)).toBe(false);
        end();
      },
    ),
    600,
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
