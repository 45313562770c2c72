import { expect, onTestFinished, test, vi } from "vitest";
import { paginate, type PaginateOptions } from "../src/index.ts";
import { connect, rejection } from "./support/client.ts";
import { sleep, stopClock, turnClock } from "./support/clock.ts";
import { items, scrolling, type ScrollOptions } from "./support/lists.ts";
import { json, problem, serve } from "./support/serve.ts";

/** So many companies on a server, and a way to scroll over them. */
async function companies(total: number, options: ScrollOptions = {}) {
  const scroll = scrolling(items(total), options);
  const served = await serve(scroll.handler);
  const client = connect(served.url);
  const list = (own: PaginateOptions & { signal?: AbortSignal } = {}) =>
    paginate(client, "GET", "/companies/scroll", { scrollWaitMs: 120, ...own });
  return { ...served, ...scroll, client, list };
}

test("a scroll that repeats its token ends on an empty page, where the official SDK goes on for ever", async () => {
  const { list, seen } = await companies(250);
  expect(await list().toArray()).toEqual(items(250));
  expect(seen.map(({ url }) => url)).toEqual([
    "/companies/scroll",
    ...Array.from({ length: 3 }, () => "/companies/scroll?scroll_param=scroll-1"),
  ]);
});

test("a scroll without a token has one page", async () => {
  const { url, seen } = await serve((answer) =>
    json(answer, 200, { type: "list", data: items(3), pages: null }),
  );
  expect(await paginate(connect(url), "GET", "/companies/scroll").toArray()).toEqual(items(3));
  expect(seen).toHaveLength(1);
});

test("a scroll that gives the same page for ever ends", async () => {
  const { url, seen } = await serve((answer) => json(answer, 200, { data: items(3), scroll_param: "token" }));
  expect(await paginate(connect(url), "GET", "/companies/scroll").toArray()).toEqual(items(3));
  expect(seen).toHaveLength(2);
});

test.each<[string, NonNullable<ScrollOptions["broken"]>[number]]>([
  ["the documented 500", (answer) => problem(answer, 500)],
  ["a 404 for a token that expired", (answer) => problem(answer, 404, "not_found")],
  ["a 400 for a token that expired", (answer) => problem(answer, 400, "bad_request")],
  ["a gateway's 502", (answer) => answer.writeHead(502).end("<html>")],
  ["a lost connection", (answer) => answer.socket?.destroy()],
  ["half an answer", (answer) => answer.writeHead(200).end('{"data":[{"id":')],
])("%s: begins again once, and gives no company twice", async (_, fault) => {
  const { list, seen } = await companies(450, { broken: { 3: fault } });
  expect(await list().toArray()).toEqual(items(450));
  const tokens = seen.map(({ url }) => url.split("=")[1]);
  // the page was not asked for again: a scroll moves on with every answer
  expect(tokens.slice(0, 5)).toEqual([undefined, "scroll-1", "scroll-1", undefined, "scroll-2"]);
  expect(seen).toHaveLength(3 + 6);
});

test("a fault on the second page is no repeated page", async () => {
  const { list } = await companies(250, { broken: { 2: (answer) => problem(answer, 500) } });
  expect(await list().toArray()).toEqual(items(250));
});

test("a second fault is thrown, after the companies before it", async () => {
  const fault = { 3: (answer: Parameters<typeof problem>[0]) => problem(answer, 500) };
  const { list, seen } = await companies(450, { broken: { ...fault, 7: fault[3] } });
  const got: unknown[] = [];
  const walk = async () => {
    for await (const company of list()) got.push(company);
  };
  expect(await rejection(walk())).toMatchObject({ name: "IntercomApiError", status: 500 });
  expect(got).toEqual(items(300));
  expect(seen).toHaveLength(7);
});

test("a 429 is waited out by the transport, and the scroll goes on where it was", async () => {
  const scroll = scrolling(items(250));
  let answers = 0;
  const { url, seen } = await serve((answer, one, count) =>
    count === 2 ? problem(answer, 429, "rate_limit_exceeded") : scroll.handler(answer, one, ++answers),
  );
  expect(await paginate(connect(url), "GET", "/companies/scroll").toArray()).toEqual(items(250));
  expect(seen).toHaveLength(5);
});

test("a 429 that does not pass is thrown, and not answered with more requests", async () => {
  const scroll = scrolling(items(250));
  const { url, seen } = await serve((answer, one, count) =>
    count > 1 ? problem(answer, 429, "x", { "Retry-After": 99 }) : scroll.handler(answer, one, count),
  );
  const list = paginate(connect(url), "GET", "/companies/scroll");
  expect(await rejection(list.toArray())).toMatchObject({ status: 429, retryAfterMs: 99_000 });
  expect(seen).toHaveLength(2);
});

test("waits out another scroll of the workspace", async () => {
  turnClock();
  const { list, occupy, expire, seen, arrived } = await companies(150);
  occupy();
  const got = list({ scrollWaitMs: 900 }).toArray();
  await arrived(2);
  expire();
  expect(await got).toEqual(items(150));
  expect(seen).toHaveLength(2 + 3);
});

test("does not wait for ever: throws `scroll_exists`, after the time it was given", async () => {
  turnClock();
  const { list, occupy, seen } = await companies(150);
  occupy();
  const start = performance.now();
  expect(await rejection(list().toArray())).toMatchObject({ status: 400, code: "scroll_exists" });
  expect(performance.now() - start).toBeGreaterThanOrEqual(120);
  expect(seen.length).toBeLessThanOrEqual(8);
});

test("the wait for another scroll can be aborted", async () => {
  turnClock();
  const { list, occupy, seen, arrived } = await companies(150);
  occupy();
  const reason = new Error("no longer wanted");
  const controller = new AbortController();
  const ended = rejection(list({ scrollWaitMs: 6000, signal: controller.signal }).toArray());
  await arrived(1);
  await sleep(200);
  controller.abort(reason);
  expect(await ended).toBe(reason);
  await sleep(2000);
  expect(seen).toHaveLength(1);
});

test("scrolls of one client queue up: none of them meets the other", async () => {
  const { list, seen } = await companies(250);
  const patient = { scrollWaitMs: 60_000 };
  const got = await Promise.all([
    list(patient).toArray(),
    list(patient).toArray(),
    list({ ...patient, prefetch: 1 }).toArray(),
  ]);
  expect(got).toEqual([items(250), items(250), items(250)]);
  expect(seen).toHaveLength(12);
});

test("who leaves the queue, by abort or before the end, does not hold it up", async () => {
  turnClock();
  const { list, expire, seen } = await companies(250);
  const first = list().pages()[Symbol.asyncIterator]();
  await first.next();
  const controller = new AbortController();
  const second = rejection(list({ signal: controller.signal }).toArray());
  const third = list({ scrollWaitMs: 60_000 }).toArray();
  controller.abort(new Error("not any more"));
  expect(await second).toMatchObject({ message: "not any more" });
  // the third still waits for the first
  await sleep(200);
  expect(seen).toHaveLength(1);
  await first.return?.();
  expire();
  expect(await third).toEqual(items(250));
});

test("a scroll that was dropped in the middle is not waited for longer than `scrollWaitMs`", async () => {
  const { list, expire } = await companies(250);
  const dropped = list().pages()[Symbol.asyncIterator]();
  await dropped.next();
  // Intercom has forgotten it by then
  expire();
  expect(await list().toArray()).toEqual(items(250));
  // nor does it stand in the way of those that come later
  expect(await list({ scrollWaitMs: 60_000 }).toArray()).toEqual(items(250));
});

test("`scrollWaitMs` of Infinity waits for as long as it takes, in one piece", async () => {
  const { list } = await companies(250);
  const first = list().pages()[Symbol.asyncIterator]();
  await first.next();
  const timers = vi.spyOn(globalThis, "setTimeout");
  onTestFinished(() => timers.mockRestore());
  const second = list({ scrollWaitMs: Infinity }).toArray();
  while (!(await first.next()).done);
  expect(await second).toEqual(items(250));
  expect(timers.mock.calls.map(([, ms]) => ms).filter((ms) => ms! > 2 ** 31 - 1)).toEqual([]);
});

test("many scrolls behind one that was dropped go one by one", async () => {
  const { list, expire, seen } = await companies(250);
  await list().pages()[Symbol.asyncIterator]().next();
  expire();
  seen.length = 0;
  const first = list({ scrollWaitMs: 50 }).toArray();
  const rest = [1, 2, 3].map(() => list({ scrollWaitMs: 60_000 }).toArray());
  for (const got of await Promise.all([first, ...rest])) expect(got).toEqual(items(250));
  expect(seen).toHaveLength(4 * 4);
});

test("a scroll that was dropped, and that Intercom still knows: throws `scroll_exists`", async () => {
  const { list, seen } = await companies(250);
  await list().pages()[Symbol.asyncIterator]().next();
  expect(await rejection(list().toArray())).toMatchObject({ status: 400, code: "scroll_exists" });
  expect(seen.length).toBeLessThanOrEqual(1 + 8);
});

test("a scroll inside of another gives its companies, and the other goes on", async () => {
  const { list, expire } = await companies(250);
  const got: unknown[] = [];
  const inner: unknown[] = [];
  for await (const company of list()) {
    got.push(company);
    if (got.length !== 150) continue;
    const waiting = list().toArray();
    expire();
    inner.push(...(await waiting));
  }
  expect(inner).toEqual(items(250));
  expect(got).toEqual(items(250));
});

test("a scroll is waited for while it asks for pages, however long it takes as a whole", async () => {
  stopClock();
  let id = 0;
  const fetch = async () => Response.json({ data: [{ id: ++id }], scroll_param: "token" });
  const client = connect("http://127.0.0.1:9", { fetch });
  const list = paginate(client, "GET", "/companies/scroll", { maxItems: 50 });
  const first = list.pages()[Symbol.asyncIterator]();
  await first.next();
  const second = list.pages()[Symbol.asyncIterator]();
  const ended = vi.fn<() => void>();
  const got = second.next().finally(ended);
  for (let page = 2; page <= 10; page++) {
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await first.next()).value).toMatchObject({ items: [{ id: page }] });
  }
  await vi.advanceTimersByTimeAsync(89_000);
  expect(ended).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2_000);
  expect((await got).value).toMatchObject({ items: [{ id: 11 }] });
});

test("scrolls of different clients do not queue", async () => {
  const { list, client } = await companies(250);
  const first = list().pages()[Symbol.asyncIterator]();
  await first.next();
  const other = paginate(client.withOptions({ token: "another-workspace" }), "GET", "/companies/scroll", {
    scrollWaitMs: 6,
  });
  expect(await rejection(other.toArray())).toMatchObject({ code: "scroll_exists" });
  await first.return?.();
});

test("goes on from a saved cursor, and does not begin again when that is dead", async () => {
  const { list, seen, expire } = await companies(250);
  let saved: string | undefined;
  for await (const page of list().pages()) {
    saved = page.cursor;
    break;
  }
  expect(await list({ startingAfter: saved }).toArray()).toEqual(items(250).slice(100));
  expire();
  seen.length = 0;
  expect(await rejection(list({ startingAfter: saved }).toArray())).toMatchObject({ status: 404 });
  expect(seen).toHaveLength(1);
});

test("prefetch: a scroll that breaks ahead begins again ahead", async () => {
  const { list, idle } = await companies(450, { broken: { 3: (answer) => problem(answer, 500) } });
  const sizes = [];
  for await (const page of list({ prefetch: 1 }).pages()) {
    sizes.push(page.items.length);
    await idle();
  }
  expect(sizes).toEqual([100, 100, 100, 100, 50]);
});

test("maxItems counts companies once, whatever the scroll gave twice", async () => {
  const { list } = await companies(450, { broken: { 3: (answer) => problem(answer, 500) } });
  expect(await list({ maxItems: 250 }).toArray()).toEqual(items(250));
});
