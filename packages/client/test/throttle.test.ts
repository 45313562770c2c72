import { describe, test, vi, type TestContext } from "vitest";
import { IntercomTimeoutError, throttle } from "../src/index.ts";
import { connect, rejection, took } from "./support/client.ts";
import { serveRateLimited, windowStart } from "./support/rate-limited.ts";
import { json, problem, serve } from "./support/serve.ts";

// windows last a second, and a busy machine takes its time
vi.setConfig({ testTimeout: 20_000 });

const many = <T>(count: number, call: () => Promise<T>) => Promise.all(Array.from({ length: count }, call));
const refusals = ({ calls }: { calls: { refused: boolean }[] }) => calls.filter((one) => one.refused).length;

describe.concurrent("a throttle keeps calls made at once within the budget", () => {
  test("which they exceed without it", async ({ expect, onTestFinished }) => {
    const server = await serveRateLimited({ onTestFinished, limit: 20 });
    await many(50, () => connect(server.url, { retry: false }).GET("/me"));
    expect(refusals(server)).toBeGreaterThan(0);
  });

  test.for([
    ["that answers at once", 0],
    ["whose answers take a while", 150],
  ] as const)("of a server %s", async ([, latencyMs], { expect, onTestFinished }) => {
    const server = await serveRateLimited({ onTestFinished, limit: 20, latencyMs });
    const client = connect(server.url, { retry: false, throttle: throttle() });
    const time = await took(async () => {
      for (const { response } of await many(50, () => client.GET("/me"))) expect(response.status).toBe(200);
    });
    expect(server.calls).toHaveLength(50);
    expect(refusals(server)).toBe(0);
    // three windows, or four with what the first and the last do not use
    expect(time).toBeLessThan(10_000);
  });

  test("of reads and writes of clients of several versions", async ({ expect, onTestFinished }) => {
    const server = await serveRateLimited({ onTestFinished, limit: 10 });
    const client = connect(server.url, { retry: false, throttle: throttle() });
    const older = client.withOptions({ version: "2.11" });
    await Promise.all([
      many(8, () => client.POST("/tags", { body: { name: "vip" } })),
      many(8, () => older.GET("/me")),
      many(8, () => client.openapiFetch.GET("/admins")),
    ]);
    expect(server.calls).toHaveLength(24);
    expect(refusals(server)).toBe(0);
  });

  test("of which other machines use a part", async ({ expect, onTestFinished }) => {
    const server = await serveRateLimited({ onTestFinished, limit: 30 });
    const client = connect(server.url, { retry: false, throttle: throttle() });
    await windowStart();
    await client.GET("/me");
    server.use(25);
    await client.GET("/me");
    await many(10, () => client.GET("/me"));
    expect(refusals(server)).toBe(0);
  });
});

test.concurrent(
  "calls are spread over the window, not sent in a burst",
  async ({ expect, onTestFinished }) => {
    const server = await serveRateLimited({ onTestFinished, limit: 20 });
    const client = connect(server.url, { throttle: throttle() });
    await windowStart();
    await many(20, () => client.GET("/me"));
    const [first] = server.calls;
    const inTheFirstHalf = server.calls.filter(({ at }) => at < first!.at + 500);
    expect(inTheFirstHalf.length).toBeLessThan(15);
  },
);

test.concurrent(
  "the first call goes alone, and its answer tells how many may follow",
  async ({ expect, onTestFinished }) => {
    const server = await serveRateLimited({ onTestFinished, limit: 1000, latencyMs: 100 });
    const client = connect(server.url, { throttle: throttle() });
    await windowStart();
    await many(5, () => client.GET("/me"));
    const [first, second] = server.calls;
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(95);
  },
);

test.concurrent("calls go in the order in which they were made", async ({ expect, onTestFinished }) => {
  const server = await serveRateLimited({ onTestFinished, limit: 200 });
  const sent: string[] = [];
  const onRequest = ({ request }: { request: Request }) => sent.push(request.url.split("/").at(-1)!);
  const client = connect(server.url, { throttle: throttle(), hooks: { onRequest } });
  const ids = Array.from({ length: 20 }, (_, index) => String(index + 1));
  const get = (contact_id: string) =>
    client.GET("/contacts/{contact_id}", { params: { path: { contact_id } } });
  await Promise.all(ids.map(get));
  expect(sent).toEqual(ids);
});

describe.concurrent("a wait for the budget ends", () => {
  const exhausted = async (onTestFinished: TestContext["onTestFinished"]) => {
    const server = await serveRateLimited({ onTestFinished, limit: 1, windowMs: 3_600_000 });
    const client = connect(server.url, { retry: false, throttle: throttle() });
    await client.GET("/me");
    return { server, client };
  };

  test("at once with the signal, and nothing is sent", async ({ expect, onTestFinished }) => {
    const { server, client } = await exhausted(onTestFinished);
    const controller = new AbortController();
    const reason = new Error("no longer needed");
    const waiting = [1, 2, 3].map(() => rejection(client.GET("/me", { signal: controller.signal })));
    const time = await took(async () => {
      setTimeout(() => controller.abort(reason), 50);
      expect(await Promise.all(waiting)).toEqual([reason, reason, reason]);
    });
    expect(time).toBeLessThan(1000);
    expect(server.seen).toHaveLength(1);
  });

  test("with `deadlineMs`, while `timeoutMs` does not run", async ({ expect, onTestFinished }) => {
    const { server, client } = await exhausted(onTestFinished);
    const error = await rejection(client.GET("/me", { timeoutMs: 20, deadlineMs: 100 }));
    expect(error).toBeInstanceOf(IntercomTimeoutError);
    expect(error).toMatchObject({ limit: "deadlineMs", limitMs: 100 });
    expect(server.seen).toHaveLength(1);
  });

  test("and a call that gave up does not hold up the next", async ({ expect, onTestFinished }) => {
    const server = await serveRateLimited({ onTestFinished, limit: 3 });
    const client = connect(server.url, { retry: false, throttle: throttle() });
    await windowStart();
    const calls = Array.from({ length: 9 }, (_, index) =>
      index % 2 ? rejection(client.GET("/me", { deadlineMs: 1 })) : client.GET("/me"),
    );
    await Promise.all(calls);
    expect(server.calls).toHaveLength(5);
    expect(refusals(server)).toBe(0);
  });
});

describe.concurrent("nothing is held up for long", () => {
  test("where no answer tells the limit", async ({ expect, onTestFinished }) => {
    let most = 0;
    const { url, pending } = await serve(async (answer) => {
      most = Math.max(most, pending());
      await new Promise((resolve) => setTimeout(resolve, 50));
      json(answer, 200, {});
    }, onTestFinished);
    const client = connect(url, { throttle: throttle() });
    await many(100, () => client.GET("/me"));
    // 1, 2, 4, 8, …
    expect(most).toBeGreaterThan(15);
  });

  test("where the first calls fail to connect", async ({ expect, onTestFinished }) => {
    const { url, server } = await serve((answer) => json(answer, 200, {}), onTestFinished);
    server.close();
    const client = connect(url, { retry: false, throttle: throttle() });
    const time = await took(() => many(20, () => rejection(client.GET("/me"))));
    expect(time).toBeLessThan(5000);
  });

  test("where answers stop telling the limit", async ({ expect, onTestFinished }) => {
    const server = await serveRateLimited({
      onTestFinished,
      limit: 5,
      answer: (to, count, headers) => json(to, 200, {}, count > 3 ? {} : headers),
    });
    const client = connect(server.url, { retry: false, throttle: throttle() });
    await many(15, () => client.GET("/me"));
    expect(server.calls).toHaveLength(15);
  });
});

test.concurrent(
  "a 429 that only says `Retry-After` holds all calls for as long",
  async ({ expect, onTestFinished }) => {
    const at: number[] = [];
    const { url } = await serve((answer, _, count) => {
      at.push(Date.now());
      if (count === 1) problem(answer, 429, "rate_limit_exceeded", { "Retry-After": 1 });
      else json(answer, 200, {});
    }, onTestFinished);
    const client = connect(url, { retry: {}, throttle: throttle() });
    await many(3, () => client.GET("/me"));
    expect(at).toHaveLength(4);
    expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(990);
  },
);

describe.concurrent("`client.rateLimit`", () => {
  test("is what the last answer that carried it told, and undefined before", async ({
    expect,
    onTestFinished,
  }) => {
    const reset = Math.ceil(Date.now() / 1000) + 5;
    const { url } = await serve(
      (answer, _, count) =>
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
      onTestFinished,
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

  test("is seen on each attempt, a refused one too", async ({ expect, onTestFinished }) => {
    const server = await serveRateLimited({ onTestFinished, limit: 1 });
    const remaining: unknown[] = [];
    const client = connect(server.url, {
      retry: {},
      hooks: { onRetry: () => remaining.push(client.rateLimit?.remaining) },
    });
    await windowStart();
    await client.GET("/me");
    await client.GET("/me");
    expect(remaining[0]).toBe(0);
  });
});
