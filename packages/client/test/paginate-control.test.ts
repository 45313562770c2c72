import { getEventListeners } from "node:events";
import { setImmediate as turn } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { paginate, type Fetch, type Pagination } from "../src/index.ts";
import { connect, rejection } from "./support/client.ts";
import { cursorInBody, cursorInQuery, items, links, pageNumbers } from "./support/lists.ts";
import { roundTrip, serve, type Handler } from "./support/serve.ts";

const query = { field: "open", operator: "=", value: "true" } as const;
const user = { type: "user", user_id: "25" } as const;

type Client = ReturnType<typeof connect>;

test.each([
  [0, 0],
  [1, 1],
  [50, 1],
  [51, 2],
  [100, 2],
  [1_000, 3],
])("maxItems %i: so many items of 120, in %i requests", async (maxItems, requests) => {
  const { url, seen } = await serve(cursorInQuery(items(120)));
  for (const prefetch of [0, 1] as const) {
    seen.length = 0;
    const list = paginate(connect(url), "GET", "/contacts", { maxItems, prefetch });
    expect(await list.toArray()).toEqual(items(120).slice(0, maxItems));
    expect(seen).toHaveLength(requests);
  }
});

test("maxItems of toArray goes before the list's own", async () => {
  const { url } = await serve(cursorInQuery(items(120)));
  const list = paginate(connect(url), "GET", "/contacts", { maxItems: 60 });
  expect(await list.toArray({ maxItems: 70 })).toHaveLength(70);
  expect(await list.toArray({})).toHaveLength(60);
});

test("maxItems leaves pages whole, so that going on from the last cursor misses nothing", async () => {
  const { url } = await serve(cursorInQuery(items(200)));
  const client = connect(url);
  const got = [];
  let startingAfter: string | undefined;
  for await (const page of paginate(client, "GET", "/contacts", { maxItems: 60 }).pages()) {
    got.push(...page.items);
    startingAfter = page.cursor;
  }
  expect(got).toHaveLength(100);
  got.push(...(await paginate(client, "GET", "/contacts", { startingAfter }).toArray()));
  expect(got).toEqual(items(200));
});

const RESUMABLE: [
  string,
  (all: ReturnType<typeof items>) => Handler,
  (client: Client, startingAfter?: string) => Pagination<unknown>,
][] = [
  [
    "cursor in the query",
    cursorInQuery,
    (client, startingAfter) => paginate(client, "GET", "/contacts", { startingAfter }),
  ],
  [
    "cursor in the body",
    cursorInBody,
    (client, startingAfter) =>
      paginate(client, "POST", "/conversations/search", { body: { query }, startingAfter }),
  ],
  [
    "page number",
    pageNumbers,
    (client, startingAfter) => paginate(client, "GET", "/articles", { startingAfter }),
  ],
  [
    "link",
    links,
    (client, startingAfter) => paginate(client, "GET", "/events", { params: { query: user }, startingAfter }),
  ],
];

test.each(RESUMABLE)("%s: goes on from the saved cursor of any page", async (_, handler, list) => {
  const all = items(230);
  const { url } = await serve(handler(all));
  const client = connect(url);
  let done = 0;
  for await (const page of list(client).pages()) {
    done += page.items.length;
    if (!page.cursor) break;
    const saved = JSON.parse(JSON.stringify(page.cursor)) as string;
    expect(await list(client, saved).toArray()).toEqual(all.slice(done));
  }
  expect(done).toBe(230);
});

test("a list iterated twice gives everything twice, where the official SDK's page gives its last", async () => {
  const { url, seen } = await serve(cursorInQuery(items(120)));
  const list = paginate(connect(url), "GET", "/contacts");
  expect(await list.toArray()).toEqual(items(120));
  expect(await list.toArray()).toEqual(items(120));
  const pages = list.pages();
  for (let round = 0; round < 2; round++) {
    const sizes = [];
    for await (const page of pages) sizes.push(page.items.length);
    expect(sizes).toEqual([50, 50, 20]);
  }
  expect(seen).toHaveLength(12);
});

test("two iterations at once do not disturb each other", async () => {
  const { url } = await serve(cursorInQuery(items(120)));
  const list = paginate(connect(url), "GET", "/contacts", { prefetch: 1 });
  expect(await Promise.all([list.toArray(), list.toArray()])).toEqual([items(120), items(120)]);
});

test("what the caller gave is not changed, and is sent with every page", async () => {
  const freeze = <T extends object>(given: T): T => {
    for (const value of Object.values(given)) if (typeof value === "object") freeze(value as object);
    return Object.freeze(given);
  };
  const { url, seen } = await serve(cursorInBody(items(120)));
  const init = freeze({ body: { query, pagination: { per_page: 40 } }, headers: { "x-job": "nightly" } });
  const before = JSON.stringify(init);
  expect(await paginate(connect(url), "POST", "/conversations/search", init).toArray()).toEqual(items(120));
  expect(JSON.stringify(init)).toBe(before);
  expect(seen.map((one) => JSON.parse(one.body))).toEqual([
    { query, pagination: { per_page: 40 } },
    { query, pagination: { per_page: 40, starting_after: expect.any(String) } },
    { query, pagination: { per_page: 40, starting_after: expect.any(String) } },
  ]);
  expect(seen.every((one) => one.headers["x-job"] === "nightly")).toBe(true);

  seen.length = 0;
  await paginate(connect(url), "POST", "/conversations/search", { body: { query }, maxItems: 1 }).toArray();
  expect(JSON.parse(seen[0]!.body)).toEqual({ query });

  const numbered = await serve(pageNumbers(items(120)));
  const params = freeze({ params: { query: { per_page: 60 } } });
  await paginate(connect(numbered.url), "GET", "/articles", params).toArray();
  expect(numbered.seen.map((one) => one.url)).toEqual([
    "/articles?per_page=60",
    "/articles?per_page=60&page=2",
  ]);
});

class Reason extends Error {}

test("abort in the middle of a page: no further item, no further request", async () => {
  const { url, seen } = await serve(cursorInQuery(items(120)));
  const controller = new AbortController();
  const reason = new Reason("no longer wanted");
  const got: unknown[] = [];
  const error = await rejection(
    (async () => {
      for await (const contact of paginate(connect(url), "GET", "/contacts", { signal: controller.signal })) {
        got.push(contact);
        if (got.length === 20) controller.abort(reason);
      }
    })(),
  );
  expect(error).toBe(reason);
  expect(got).toHaveLength(20);
  expect(seen).toHaveLength(1);
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
});

test("abort while a page is under way ends the request", async () => {
  const answerWell = cursorInQuery(items(120));
  const { url, arrived, idle } = await serve((answer, seen, count) => {
    if (count < 2) answerWell(answer, seen, count);
  });
  const controller = new AbortController();
  const reason = new Reason("no longer wanted");
  const list = paginate(connect(url), "GET", "/contacts", { signal: controller.signal });
  const ended = rejection(list.toArray());
  await arrived(2);
  controller.abort(reason);
  expect(await ended).toBe(reason);
  await idle();
});

test("abort before the start: nothing is sent", async () => {
  const { url, seen } = await serve(cursorInQuery(items(120)));
  const reason = new Reason("never wanted");
  const list = paginate(connect(url), "GET", "/contacts", { signal: AbortSignal.abort(reason) });
  expect(await rejection(list.toArray())).toBe(reason);
  expect(seen).toEqual([]);
});

test("breaking out of the loop stops the requests", async () => {
  const { url } = await serve(cursorInQuery(items(500)));
  const { signal } = new AbortController();
  const fetch = vi.fn<Fetch>(globalThis.fetch);
  let got = 0;
  for await (const _ of paginate(connect(url, { fetch }), "GET", "/contacts", { signal })) {
    if (++got === 60) break;
  }
  await turn();
  expect(fetch).toHaveBeenCalledTimes(2);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test.each([1, 0] as const)(
  "leaving a loop early is no failure: nothing is logged or told, prefetch: %i",
  async (prefetch) => {
    const answerWell = cursorInQuery(items(500));
    const { url, arrived, idle } = await serve((answer, one, count) => {
      if (count < 2) answerWell(answer, one, count);
    });
    const told = vi.fn<() => void>();
    const client = connect(url, {
      hooks: { onError: told, onRetry: told },
      logger: { debug() {}, warn: told, error: told },
    });
    const { signal } = new AbortController();
    for await (const _ of paginate(client, "GET", "/contacts", { prefetch, signal })) {
      await arrived(1 + prefetch);
      break;
    }
    await idle();
    await roundTrip();
    expect(told).not.toHaveBeenCalled();
    expect(getEventListeners(signal, "abort")).toEqual([]);
  },
);
