import { expect, test, vi } from "vitest";
import { throttle, type Logger } from "../src/index.ts";
import { connect } from "./support/client.ts";
import { json, problem, serve } from "./support/serve.ts";

const SECOND = 1000;
const DAY = 86_400;
const now = () => Math.floor(Date.now() / SECOND);

/** What is wrong with the headers of one answer among right ones. */
const ODD: [string, () => object][] = [
  ["a day ahead", () => ({ "X-RateLimit-Reset": now() + DAY })],
  ["a day ago", () => ({ "X-RateLimit-Reset": now() - DAY })],
  ["a day ahead, in milliseconds", () => ({ "X-RateLimit-Reset": (now() + DAY) * SECOND })],
  ["seconds from now", () => ({ "X-RateLimit-Reset": 10 })],
  ["an end of nought", () => ({ "X-RateLimit-Reset": 0 })],
  ["a date", () => ({ "X-RateLimit-Reset": new Date().toISOString() })],
  ["a negative time", () => ({ "X-RateLimit-Reset": -1 })],
  ["endless", () => ({ "X-RateLimit-Reset": "Infinity" })],
  ["too long for a number", () => ({ "X-RateLimit-Reset": "9".repeat(400) })],
  ["empty", () => ({ "X-RateLimit-Reset": "" })],
  ["a limit that is no number", () => ({ "X-RateLimit-Limit": "NaN" })],
  ["less than nothing left", () => ({ "X-RateLimit-Remaining": "-5" })],
];

const newLogger = () => ({
  debug: vi.fn<Logger["debug"]>(),
  warn: vi.fn<Logger["warn"]>(),
  error: vi.fn<Logger["error"]>(),
});

test.each(ODD)(
  "a rate limit with %s is not told on, stops no throttled call, and is logged once",
  async (_, odd) => {
    const { url } = await serve((answer, _seen, count) =>
      json(
        answer,
        200,
        {},
        {
          "X-RateLimit-Limit": 1000,
          "X-RateLimit-Remaining": count % 3 ? 1000 - count : 0,
          "X-RateLimit-Reset": now() + 1,
          ...(count % 3 ? {} : odd()),
        },
      ),
    );
    const logger = newLogger();
    const client = connect(url, { throttle: throttle(), logger });
    const left: unknown[] = [];
    for (let call = 1; call <= 8; call++) {
      const { rateLimit } = await client.GET("/me");
      left.push([rateLimit?.remaining, client.rateLimit?.remaining]);
    }
    const none = undefined;
    expect(left).toEqual([
      [999, 999],
      [998, 998],
      [none, 998],
      [996, 996],
      [995, 995],
      [none, 995],
      [993, 993],
      [992, 992],
    ]);
    expect(logger.warn.mock.calls).toEqual([
      ["GET /me: ignored a header of the rate limit that cannot be right"],
    ]);
  },
);

test("the end of a window in milliseconds is taken for that", async () => {
  const at = Date.now() + 500;
  const { url } = await serve((answer, _, count) =>
    json(
      answer,
      200,
      {},
      {
        "X-RateLimit-Limit": 1000,
        "X-RateLimit-Remaining": 1000 - count,
        "X-RateLimit-Reset": at + count,
      },
    ),
  );
  const logger = newLogger();
  const client = connect(url, { throttle: throttle(), logger });
  for (let call = 1; call <= 5; call++) {
    const { rateLimit } = await client.GET("/me");
    expect(rateLimit).toEqual({ limit: 1000, remaining: 1000 - call, resetAt: new Date(at + call) });
  }
  expect(logger.warn).not.toHaveBeenCalled();
});

test("a header that was sent twice counts once", async () => {
  const reset = now() + 5;
  const { url } = await serve((answer) => {
    for (const [name, value] of Object.entries({ Limit: 166, Remaining: 7, Reset: reset })) {
      answer
        .appendHeader(`X-RateLimit-${name}`, String(value))
        .appendHeader(`X-RateLimit-${name}`, String(value));
    }
    json(answer, 200, {});
  });
  const { rateLimit } = await connect(url).GET("/me");
  expect(rateLimit).toEqual({ limit: 166, remaining: 7, resetAt: new Date(reset * SECOND) });
});

test.each<[string, object, number | undefined]>([
  ["an ISO date", { "Retry-After": "2026-07-01T00:00:00Z", Date: "Wed, 01 Jul 2026 00:00:00 GMT" }, 0],
  ["a day without a time", { "Retry-After": "2026-07-01" }, undefined],
  ["words", { "Retry-After": "soon, at 5" }, undefined],
  ["a negative number", { "Retry-After": "-5" }, undefined],
  ["nothing", { "Retry-After": "" }, undefined],
  ["an exponent", { "Retry-After": "1e99" }, undefined],
  ["seconds", { "Retry-After": "7" }, 7 * SECOND],
  ["nought, whenever the window ends", { "Retry-After": "0", "X-RateLimit-Reset": now() + 60 }, 0],
  ["more than a timer can count", { "Retry-After": "3000000" }, 3_000_000 * SECOND],
  [
    "a window's end in milliseconds",
    { "X-RateLimit-Reset": "1782864002000", Date: "Wed, 01 Jul 2026 00:00:00 GMT" },
    2000,
  ],
  ["a window's end a day ahead", { "X-RateLimit-Reset": now() + DAY }, undefined],
])("a 429 whose wait is %s", async (_, headers, retryAfterMs) => {
  const { url } = await serve((answer) => problem(answer, 429, "rate_limit_exceeded", headers));
  const logger = newLogger();
  const { error } = await connect(url, { retry: false, logger }).GET("/me");
  expect(error?.retryAfterMs).toBe(retryAfterMs);
  expect(logger.warn).toHaveBeenCalledTimes(retryAfterMs === undefined ? 1 : 0);
});

test("a logger that throws or rejects is no failure of the call", async () => {
  const { url } = await serve((answer) => json(answer, 200, {}, { "X-RateLimit-Reset": "never" }));
  const unhandled = vi.fn<() => void>();
  process.on("unhandledRejection", unhandled);
  for (const warn of [() => Promise.reject(new Error("full")), () => expect.unreachable("full")]) {
    const logger = { ...newLogger(), warn } as Logger;
    expect((await connect(url, { logger }).GET("/me")).response.status).toBe(200);
  }
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});
