import { getEventListeners } from "node:events";
import { setImmediate as turn } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { paginate, type Fetch, type Pagination } from "../src/index.ts";
import { connect, rejection } from "./support/client.ts";
import { cursorInBody, cursorInQuery, items, links, pageNumbers } from "./support/lists.ts";
import { problem, roundTrip, serve, type Handler } from "./support/serve.ts";

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

test("prefetch: the next page is under way while this one is worked on, and no more than one", async () => {
  const { url, seen, arrived, idle } = await serve(cursorInQuery(items(250)));
  const ahead: number[] = [];
  const sizes: number[] = [];
  for await (const page of paginate(connect(url), "GET", "/contacts", { prefetch: 1 }).pages()) {
    sizes.push(page.items.length);
    await arrived(Math.min(sizes.length + 1, 5));
    await idle();
    // one more would follow its answer
    await roundTrip();
    ahead.push(seen.length);
  }
  expect(sizes).toEqual([50, 50, 50, 50, 50]);
  expect(ahead).toEqual([2, 3, 4, 5, 5]);
});

test("without prefetch the next page is not asked for until this one is done", async () => {
  const { url, seen } = await serve(cursorInQuery(items(150)));
  const ahead: number[] = [];
  for await (const _ of paginate(connect(url), "GET", "/contacts").pages()) {
    await roundTrip();
    ahead.push(seen.length);
  }
  expect(ahead).toEqual([1, 2, 3]);
});

test("prefetch keeps the order, however long a page takes", async () => {
  const all = items(500);
  const answerWell = cursorInQuery(all);
  const { url } = await serve(async (answer, seen, count) => {
    if (count % 2) await roundTrip();
    answerWell(answer, seen, count);
  });
  expect(await paginate(connect(url), "GET", "/contacts", { prefetch: 1 }).toArray()).toEqual(all);
});

/** A promise of a client's first failure, and the hooks that tell of it. */
function failure() {
  let onError!: () => void;
  const failed = new Promise<void>((resolve) => (onError = resolve));
  return { failed, hooks: { onError } };
}

test("prefetch: the failure of a page is thrown after the items before it", async () => {
  const answerWell = cursorInQuery(items(150));
  const { url } = await serve((answer, seen, count) =>
    count === 2 ? problem(answer, 403, "forbidden") : answerWell(answer, seen, count),
  );
  const { failed, hooks } = failure();
  let got = 0;
  const walk = async () => {
    for await (const _ of paginate(connect(url, { hooks }), "GET", "/contacts", { prefetch: 1 })) {
      got++;
      if (got === 1) await failed;
    }
  };
  expect(await rejection(walk())).toMatchObject({ status: 403 });
  expect(got).toBe(50);
});

test("prefetch: leaving early ends the request ahead, and its failure disturbs nobody", async () => {
  const unhandled = vi.fn<() => void>();
  process.on("unhandledRejection", unhandled);
  const answerWell = cursorInQuery(items(150));
  const { url, seen, arrived, idle } = await serve((answer, one, count) => {
    if (count !== 2) answerWell(answer, one, count);
  });
  for await (const _ of paginate(connect(url), "GET", "/contacts", { prefetch: 1 })) {
    await arrived(2);
    break;
  }
  await idle();
  await roundTrip();
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  expect(seen).toHaveLength(2);
});

test("prefetch: a failed page ahead that is never asked for disturbs nobody", async () => {
  const unhandled = vi.fn<() => void>();
  process.on("unhandledRejection", unhandled);
  const answerWell = cursorInQuery(items(150));
  const { url } = await serve((answer, one, count) =>
    count === 2 ? problem(answer, 403, "forbidden") : answerWell(answer, one, count),
  );
  const { failed, hooks } = failure();
  for await (const _ of paginate(connect(url, { hooks }), "GET", "/contacts", { prefetch: 1 })) {
    await failed;
    await turn();
    break;
  }
  await turn();
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
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

test("the caller's own abort is told while a page is fetched ahead", async () => {
  const answerWell = cursorInQuery(items(500));
  const { url, arrived } = await serve((answer, one, count) => {
    if (count < 2) answerWell(answer, one, count);
  });
  const onError = vi.fn<(event: { error: unknown }) => void>();
  const controller = new AbortController();
  const list = paginate(connect(url, { hooks: { onError } }), "GET", "/contacts", {
    prefetch: 1,
    signal: controller.signal,
  });
  const read = list.pages()[Symbol.asyncIterator]();
  await read.next();
  await arrived(2);
  const reason = new Reason("no longer wanted");
  controller.abort(reason);
  expect(await rejection(read.next())).toBe(reason);
  await turn();
  expect(onError.mock.calls).toMatchObject([[{ error: reason }]]);
});
