import { beforeEach, describe, expect, test, vi } from "vitest";
import { IntercomTimeoutError, throttle } from "../src/index.ts";
import { connect, rejection } from "./support/client.ts";
import { passing, sleep, stopClock } from "./support/clock.ts";
import { rateLimited } from "./support/rate-limited.ts";
import { json, serve } from "./support/serve.ts";

const NOWHERE = "http://127.0.0.1:1";

const many = <T>(count: number, call: () => Promise<T>) =>
  passing(Promise.all(Array.from({ length: count }, call)));
const refusals = ({ calls }: { calls: { refused: boolean }[] }) => calls.filter((one) => one.refused).length;

beforeEach(() => {
  stopClock();
  // a window of seconds has just begun, one of an hour is half over
  vi.setSystemTime(Date.UTC(2026, 6, 1, 0, 30));
});

describe("a throttle keeps calls made at once within the budget", () => {
  test("which they exceed without it", async () => {
    const server = rateLimited({ limit: 20 });
    await many(50, () => connect(NOWHERE, { fetch: server.fetch, retry: false }).GET("/me"));
    expect(refusals(server)).toBeGreaterThan(0);
  });

  test.each([
    ["that answers at once", 0],
    ["whose answers take a while", 150],
  ])("of a server %s", async (_, latencyMs) => {
    const server = rateLimited({ limit: 20, latencyMs });
    const client = connect(NOWHERE, { fetch: server.fetch, retry: false, throttle: throttle() });
    const start = Date.now();
    const results = await many(50, () => client.GET("/me"));
    for (const { response } of results) expect(response.status).toBe(200);
    expect(server.calls).toHaveLength(50);
    expect(refusals(server)).toBe(0);
    // three windows, or four with what the first and the last do not use
    expect(Date.now() - start).toBeLessThan(4000);
  });

  test("of reads and writes of clients of several versions", async () => {
    const server = rateLimited({ limit: 10 });
    const client = connect(NOWHERE, { fetch: server.fetch, retry: false, throttle: throttle() });
    const older = client.withOptions({ version: "2.11" });
    await Promise.all([
      many(8, () => client.POST("/tags", { body: { name: "vip" } })),
      many(8, () => older.GET("/me")),
      many(8, () => client.openapiFetch.GET("/admins")),
    ]);
    expect(server.calls).toHaveLength(24);
    expect(refusals(server)).toBe(0);
  });

  test("of which other machines use a part", async () => {
    const server = rateLimited({ limit: 30 });
    const client = connect(NOWHERE, { fetch: server.fetch, retry: false, throttle: throttle() });
    await passing(client.GET("/me"));
    server.use(25);
    await passing(client.GET("/me"));
    await many(10, () => client.GET("/me"));
    expect(refusals(server)).toBe(0);
  });
});

test("calls are spread over the window, not sent in a burst", async () => {
  const server = rateLimited({ limit: 20 });
  const client = connect(NOWHERE, { fetch: server.fetch, throttle: throttle() });
  await many(20, () => client.GET("/me"));
  const [first] = server.calls;
  const inTheFirstHalf = server.calls.filter(({ at }) => at < first!.at + 500);
  expect(inTheFirstHalf.length).toBeLessThan(15);
});

test("the first call goes alone, and its answer tells how many may follow", async () => {
  const server = rateLimited({ limit: 1000, latencyMs: 100 });
  const client = connect(NOWHERE, { fetch: server.fetch, throttle: throttle() });
  await many(5, () => client.GET("/me"));
  const [first, second] = server.calls;
  expect(second!.at - first!.at).toBeGreaterThanOrEqual(100);
});

test("calls go in the order in which they were made", async () => {
  const sent: string[] = [];
  const onRequest = ({ request }: { request: Request }) => sent.push(request.url.split("/").at(-1)!);
  const client = connect(NOWHERE, {
    fetch: rateLimited({ limit: 200 }).fetch,
    throttle: throttle(),
    hooks: { onRequest },
  });
  const ids = Array.from({ length: 20 }, (_, index) => String(index + 1));
  const get = (contact_id: string) =>
    client.GET("/contacts/{contact_id}", { params: { path: { contact_id } } });
  await passing(Promise.all(ids.map(get)));
  expect(sent).toEqual(ids);
});

describe("a wait for the budget ends", () => {
  const exhausted = async () => {
    const server = rateLimited({ limit: 1, windowMs: 3_600_000 });
    const client = connect(NOWHERE, { fetch: server.fetch, retry: false, throttle: throttle() });
    await passing(client.GET("/me"));
    return { server, client };
  };

  test("at once with the signal, and nothing is sent", async () => {
    const { server, client } = await exhausted();
    const controller = new AbortController();
    const reason = new Error("no longer needed");
    const waiting = [1, 2, 3].map(() => rejection(client.GET("/me", { signal: controller.signal })));
    await vi.advanceTimersByTimeAsync(50);
    controller.abort(reason);
    expect(await Promise.all(waiting)).toEqual([reason, reason, reason]);
    expect(server.calls).toHaveLength(1);
  });

  test("with `deadlineMs`, while `timeoutMs` does not run", async () => {
    const { server, client } = await exhausted();
    const error = await passing(rejection(client.GET("/me", { timeoutMs: 20, deadlineMs: 100 })));
    expect(error).toBeInstanceOf(IntercomTimeoutError);
    expect(error).toMatchObject({ limit: "deadlineMs", limitMs: 100 });
    expect(server.calls).toHaveLength(1);
  });

  test("and a call that gave up does not hold up the next", async () => {
    const server = rateLimited({ limit: 3, latencyMs: 10 });
    const client = connect(NOWHERE, { fetch: server.fetch, retry: false, throttle: throttle() });
    const calls = Array.from({ length: 9 }, (_, index) =>
      index % 2 ? rejection(client.GET("/me", { deadlineMs: 1 })) : client.GET("/me"),
    );
    await passing(Promise.all(calls));
    expect(server.calls).toHaveLength(5);
    expect(refusals(server)).toBe(0);
  });
});

describe("nothing is held up for long", () => {
  test("where no answer tells the limit", async () => {
    let [most, underWay] = [0, 0];
    const fetch = async () => {
      most = Math.max(most, ++underWay);
      await sleep(50);
      underWay--;
      return Response.json({});
    };
    const client = connect(NOWHERE, { fetch, throttle: throttle() });
    await many(100, () => client.GET("/me"));
    // 1, 2, 4, 8, …
    expect(most).toBeGreaterThan(15);
  });

  test("where the first calls fail to connect", async () => {
    const fetch = () => Promise.reject(new TypeError("fetch failed"));
    const client = connect(NOWHERE, { fetch, retry: false, throttle: throttle() });
    const start = Date.now();
    const errors = await many(20, () => rejection(client.GET("/me")));
    for (const error of errors) expect(error).toMatchObject({ name: "IntercomNetworkError" });
    expect(Date.now() - start).toBeLessThan(5000);
  });

  test("where answers stop telling the limit", async () => {
    const server = rateLimited({ limit: 5, tells: (count) => count <= 3 });
    const client = connect(NOWHERE, { fetch: server.fetch, retry: false, throttle: throttle() });
    await many(15, () => client.GET("/me"));
    expect(server.calls).toHaveLength(15);
  });
});

test("a 429 that only says `Retry-After` holds all calls for as long", async () => {
  const at: number[] = [];
  const fetch = async () => {
    const [status, headers] = at.length ? [200, {}] : [429, { "Retry-After": "1" }];
    at.push(Date.now());
    return Response.json({}, { status, headers });
  };
  const client = connect(NOWHERE, { fetch, retry: {}, throttle: throttle() });
  await many(3, () => client.GET("/me"));
  expect(at).toHaveLength(4);
  expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(1000);
});

describe("`client.rateLimit`", () => {
  test("is what the last answer that carried it told, and undefined before", async () => {
    vi.useRealTimers();
    const reset = Math.ceil(Date.now() / 1000) + 5;
    const { url } = await serve((answer, _, count) =>
      json(
        answer,
        count === 3 ? 404 : 200,
        {},
        count === 2
          ? {}
          : {
              "X-RateLimit-Limit": 166,
              "X-RateLimit-Remaining": 166 - count,
              "X-RateLimit-Reset": reset,
            },
      ),
    );
    const client = connect(url);
    expect(client.rateLimit).toBeUndefined();
    const resetAt = new Date(reset * 1000);
    await client.GET("/me");
    expect(client.rateLimit).toEqual({ limit: 166, remaining: 165, resetAt });
    await client.GET("/me");
    expect(client.rateLimit).toEqual({ limit: 166, remaining: 165, resetAt });
    await client.GET("/me");
    expect(client.rateLimit).toEqual({ limit: 166, remaining: 163, resetAt });
    await client.openapiFetch.GET("/me");
    expect(client.rateLimit).toMatchObject({ remaining: 162 });
    expect(client.withOptions({ version: "2.11" }).rateLimit).toBeUndefined();
  });

  test("is seen on each attempt, a refused one too", async () => {
    const remaining: unknown[] = [];
    const client = connect(NOWHERE, {
      fetch: rateLimited({ limit: 1 }).fetch,
      retry: {},
      hooks: { onRetry: () => remaining.push(client.rateLimit?.remaining) },
    });
    await passing(client.GET("/me"));
    await passing(client.GET("/me"));
    expect(remaining[0]).toBe(0);
  });
});
