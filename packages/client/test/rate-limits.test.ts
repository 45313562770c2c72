import { describe, expect, onTestFinished, test, vi } from "vitest";
import { retryDelay } from "../src/retry.ts";
import { newCall } from "../src/call.ts";
import { connect } from "./support/client.ts";
import { passing, stopClock } from "./support/clock.ts";
import { json, problem, serve } from "./support/serve.ts";

const SECOND = 1000;
const seconds = (fromNow: number) => String(Math.floor(Date.now() / SECOND) + fromNow);
const limits = { "X-RateLimit-Limit": "166", "X-RateLimit-Remaining": "0" };

describe("429 waits as long as it says, any method", () => {
  const headers: [string, () => Record<string, string>, number][] = [
    ["Retry-After in seconds", () => ({ "Retry-After": "1" }), 1000],
    [
      "Retry-After as a date",
      () => ({ "Retry-After": new Date(Date.now() + 2 * SECOND).toUTCString() }),
      2000,
    ],
    ["X-RateLimit-Reset", () => ({ ...limits, "X-RateLimit-Reset": seconds(1) }), 1000],
  ];
  test.each(headers)("%s", async (_, header, waitMs) => {
    stopClock();
    vi.setSystemTime(Date.UTC(2026, 6, 1));
    // no longer than that
    const random = vi.spyOn(Math, "random").mockReturnValue(0);
    onTestFinished(() => random.mockRestore());
    const sent: [method: string, at: number][] = [];
    const fetch = async ({ method }: Request) => {
      const isFirst = !sent.some(([before]) => before === method);
      sent.push([method, Date.now()]);
      return Response.json({}, isFirst ? { status: 429, headers: header() } : {});
    };
    const client = connect("http://127.0.0.1:1", { fetch, retry: {} });
    const start = Date.now();
    for (const call of [client.GET("/me"), client.POST("/tags", { body: { name: "vip" } })])
      expect((await passing(call)).error).toBeUndefined();
    expect(sent).toEqual([
      ["GET", start],
      ["POST", start],
      ["GET", start + waitMs],
      ["POST", start + waitMs],
    ]);
  });
});

test("429 that asks for longer than `maxDelayMs` is not retried, and `error.retryAfterMs` says how long", async () => {
  const { url, seen } = await serve((answer) =>
    problem(answer, 429, "rate_limit_exceeded", { "Retry-After": 120 }),
  );
  const { error } = await connect(url, { retry: {} }).GET("/me");
  expect(error).toMatchObject({
    status: 429,
    code: "rate_limit_exceeded",
    retryAfterMs: 120_000,
    attempts: 1,
  });
  expect(seen).toHaveLength(1);
});

test("429 without any of these is retried after a backoff, at most `limit` times", async () => {
  const { url, seen } = await serve((answer) => problem(answer, 429, "too_many_requests"));
  const { error } = await connect(url).POST("/tags", { body: { name: "vip" } });
  expect(seen).toHaveLength(3);
  expect(error?.retryAfterMs).toBeUndefined();
});

test("429 of a second pending data export is not retried", async () => {
  const { url, seen } = await serve((answer) =>
    problem(answer, 429, "rate_limit_exceeded", { "Retry-After": 0 }),
  );
  const body = { created_at_after: 1, created_at_before: 2 };
  const { error } = await connect(url).POST("/export/content/data", { body });
  expect(error).toMatchObject({ status: 429, attempts: 1 });
  expect(seen).toHaveLength(1);
});

test("a 503 may ask for a wait too", async () => {
  const { url, seen } = await serve((answer) =>
    problem(answer, 503, "service_unavailable", { "Retry-After": 120 }),
  );
  const { error } = await connect(url, { retry: {} }).GET("/me");
  expect(error?.retryAfterMs).toBe(120_000);
  expect(seen).toHaveLength(1);
});

test("a wrong clock on this machine changes no wait", () => {
  const call = newCall("GET /me", {});
  vi.spyOn(Math, "random").mockReturnValue(0);
  const at = Date.parse("2030-01-01T00:00:00Z");
  const headers = { date: new Date(at).toUTCString(), "x-ratelimit-reset": String(at / SECOND + 7) };
  expect(retryDelay(call, 0, new Response("", { status: 429, headers }))).toBe(7000);
  vi.restoreAllMocks();
});

test("every result tells the rate limit, where the answer does", async () => {
  const reset = seconds(10);
  const { url } = await serve((answer, _, count) =>
    json(answer, count === 3 ? 404 : 200, {}, count === 2 ? {} : { ...limits, "X-RateLimit-Reset": reset }),
  );
  const client = connect(url);
  const rateLimit = { limit: 166, remaining: 0, resetAt: new Date(Number(reset) * SECOND) };
  expect(await client.GET("/me")).toMatchObject({ rateLimit });
  expect(await client.GET("/me")).toMatchObject({ rateLimit: undefined });
  expect(await client.GET("/me")).toMatchObject({ rateLimit, error: { rateLimit } });
});
