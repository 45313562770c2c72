import { setImmediate as turn } from "node:timers/promises";
import { afterEach, describe, expect, test, vi } from "vitest";
import { IntercomUsageError, throttle, type Logger, type RateStore } from "../src/index.ts";
import { connect, rejection } from "./support/client.ts";
import { json, serve } from "./support/serve.ts";

const HOUR = 3600;
const now = () => Math.floor(Date.now() / 1000);
const never = () => new Promise<never>(() => {});

/** A store that works, but for what a test changes. */
function store(changes: Partial<Record<keyof RateStore, unknown>> = {}) {
  const counts = new Map<string, number>();
  const well: RateStore = {
    async count(name, calls) {
      counts.set(name, (counts.get(name) ?? 0) + calls);
      return counts.get(name)!;
    },
    latest: async (seen) => seen,
  };
  return { ...well, ...changes } as RateStore;
}

/** A client whose throttle has this store, of a server with room for all calls. */
async function shared(share: RateStore, limit = 1000) {
  let used = 0;
  const { url, seen } = await serve((answer) =>
    json(
      answer,
      200,
      {},
      {
        "X-RateLimit-Limit": limit,
        "X-RateLimit-Remaining": limit - ++used,
        "X-RateLimit-Reset": now() + 2,
      },
    ),
  );
  const logger = { debug() {}, warn: vi.fn<Logger["warn"]>(), error: vi.fn<Logger["error"]>() };
  const onError = vi.fn<() => void>();
  return {
    seen,
    logger,
    onError,
    client: connect(url, { throttle: throttle({ share }), logger, hooks: { onError } }),
  };
}

afterEach(() => void vi.useRealTimers());

describe("a store that never answers", () => {
  test.each(["count", "latest"] as const)(
    "%s: ends each call with `timeoutMs`, and with an error that names it",
    async (method) => {
      const { client, seen, onError } = await shared(store({ [method]: never }));
      const error = await rejection(client.GET("/me", { timeoutMs: 50 }));
      expect(error).toMatchObject({
        name: "IntercomTimeoutError",
        message: "GET /me: the throttle's store exceeded timeoutMs: 50",
        limit: "timeoutMs",
        limitMs: 50,
      });
      expect(seen).toHaveLength(0);
      await turn();
      expect(onError).toHaveBeenCalledOnce();
    },
  );

  test("ends the calls behind it with it, not each after a time of its own", async () => {
    const count = vi.fn<() => Promise<never>>(never);
    const { client } = await shared(store({ count }));
    const calls = Array.from({ length: 100 }, () => rejection(client.GET("/me", { timeoutMs: 200 })));
    for (const error of await Promise.all(calls)) expect(error).toMatchObject({ limit: "timeoutMs" });
    expect(count).toHaveBeenCalledOnce();
  });

  test("ends no call that gives it more time", async () => {
    const well = store();
    const count = vi.fn<RateStore["count"]>(well.count).mockImplementationOnce(never);
    const { client } = await shared({ ...well, count });
    const impatient = rejection(client.GET("/me", { timeoutMs: 20 }));
    const patient = client.GET("/me");
    expect(await impatient).toMatchObject({ limitMs: 20 });
    expect((await patient).response.status).toBe(200);
  });

  test("ends no call that comes later, however little time that has", async () => {
    vi.useFakeTimers();
    const well = store();
    const count = vi.fn<RateStore["count"]>(well.count).mockImplementationOnce(never);
    const fetch = async () => Response.json({});
    const client = connect("http://127.0.0.1:9", {
      fetch,
      throttle: throttle({ share: { ...well, count } }),
    });
    const first = rejection(client.GET("/me", { timeoutMs: 20 }));
    await vi.advanceTimersByTimeAsync(20);
    expect(await first).toMatchObject({ limitMs: 20 });
    expect((await client.GET("/me", { timeoutMs: 20 })).response.status).toBe(200);
  });

  test("has 30 seconds at most, also where an attempt has no limit", async () => {
    vi.useFakeTimers();
    const fetch = vi.fn<() => Promise<Response>>();
    const client = connect("http://127.0.0.1:9", {
      fetch,
      timeoutMs: Infinity,
      throttle: throttle({ share: store({ count: never }) }),
    });
    const call = rejection(client.GET("/me"));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await call).toMatchObject({ limit: "timeoutMs", limitMs: 30_000 });
    expect(fetch).not.toHaveBeenCalled();
  });

  test("after an answer is not waited for", async () => {
    const { client } = await shared(
      store({ latest: (seen: unknown) => (seen ? never() : Promise.resolve()) }),
    );
    for (let call = 0; call < 3; call++) expect((await client.GET("/me")).response.status).toBe(200);
  });
});

const fails = [
  [
    "throws at once",
    () => {
      throw new Error("store down");
    },
  ],
  ["rejects", () => Promise.reject(new Error("store down"))],
] as const;

describe.each(fails)("a store that %s", (_, down) => {
  test.each(["count", "latest"] as const)(
    "%s: is what the call rejects with, and told once",
    async (method) => {
      const { client, seen, onError, logger } = await shared(store({ [method]: down }));
      for (let call = 1; call <= 2; call++) {
        expect(await rejection(client.GET("/me"))).toMatchObject({ message: "store down" });
        await turn();
        expect(onError).toHaveBeenCalledTimes(call);
      }
      expect(logger.error).toHaveBeenCalledTimes(2);
      expect(seen).toHaveLength(0);
    },
  );

  test("after an answer takes nothing from it", async () => {
    const unhandled = vi.fn<() => void>();
    process.on("unhandledRejection", unhandled);
    const { client, onError } = await shared(
      store({ latest: (seen: unknown) => (seen ? down() : Promise.resolve()) }),
    );
    const { response } = await client.POST("/tags", { body: { name: "vip" } });
    expect(response.status).toBe(200);
    await turn();
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
    expect(onError).not.toHaveBeenCalled();
  });
});

describe("a store that says what cannot be right is not gone by, and that is logged once", () => {
  test.each([NaN, Infinity, -1, undefined, "many", "7", {}, Object.create(null)])(
    "a count of %o",
    async (sum) => {
      const { client, logger } = await shared(store({ count: async () => sum }));
      await Promise.all(Array.from({ length: 10 }, () => client.GET("/me")));
      expect(logger.warn.mock.calls).toEqual([
        ["GET /me: ignored a count of the throttle's store that cannot be right"],
      ]);
    },
  );

  test.each<[string, unknown]>([
    ["a day ahead", { reset: now() + 24 * HOUR, limit: 0, name: "x" }],
    ["in milliseconds", { reset: Date.now(), limit: 0, name: "x" }],
    ["without an end", { reset: Infinity, limit: 0, name: "x" }],
    ["of nothing", {}],
    ["as a text", '{"reset":1}'],
  ])("a window %s", async (_, window) => {
    const { client, logger } = await shared(store({ latest: async () => window }));
    await Promise.all(Array.from({ length: 10 }, () => client.GET("/me")));
    expect(logger.warn.mock.calls).toEqual([
      ["GET /me: ignored a window of the throttle's store that cannot be right"],
    ]);
  });
});

test("a count of 0 or no window is a store that has nothing to say", async () => {
  const { client, logger } = await shared(store({ count: async () => 0, latest: async () => undefined }));
  await Promise.all(Array.from({ length: 10 }, () => client.GET("/me")));
  expect(logger.warn).not.toHaveBeenCalled();
});

test("a count that never leaves room stops no call for longer than a minute", async () => {
  vi.useFakeTimers();
  const reset = { reset: now() + 5, limit: 10, name: "x" };
  const count = vi.fn<RateStore["count"]>(async () => 1_000_000);
  const fetch = vi.fn<() => Promise<Response>>(async () => Response.json({}));
  const share = store({ count, latest: async (seen: unknown) => seen ?? reset });
  const client = connect("http://127.0.0.1:9", { fetch, throttle: throttle({ share }) });
  const calls = [client.GET("/me"), client.GET("/me"), client.GET("/me")];
  await vi.advanceTimersByTimeAsync(59_000);
  expect(fetch).toHaveBeenCalledTimes(0);
  await vi.advanceTimersByTimeAsync(122_000);
  for (const { response } of await Promise.all(calls)) expect(response.status).toBe(200);
  // it is asked once a window, not over and over
  expect(count.mock.calls.length).toBeLessThan(200);
});

test("a limit that leaves nothing for most of an hour stops no call for longer than a minute", async () => {
  vi.useFakeTimers();
  const sentAt: number[] = [];
  const fetch = async () => {
    sentAt.push(Date.now());
    const headers = {
      "X-RateLimit-Limit": "9",
      "X-RateLimit-Remaining": "0",
      "X-RateLimit-Reset": String(end),
    };
    return Response.json({}, { headers });
  };
  const end = now() + 3000;
  const client = connect("http://127.0.0.1:9", { fetch, throttle: throttle() });
  const calls = [client.GET("/me"), client.GET("/me"), client.GET("/me")];
  await vi.advanceTimersByTimeAsync(121_000);
  await Promise.all(calls);
  expect(sentAt.map((at) => Math.round((at - sentAt[0]!) / 1000))).toEqual([0, 60, 120]);
});

test.each([{}, { count: 1, latest: 1 }, { count() {} }, { latest() {} }])(
  "what is no store is refused at once: %o",
  (share) => {
    expect(() => throttle({ share: share as unknown as RateStore })).toThrow(
      new IntercomUsageError("`share` is a store with `count` and `latest`"),
    );
  },
);

test("an option that a throttle does not have is refused, with the one that it has", () => {
  expect(() => throttle({ shared: store({}) } as never)).toThrow("No option `shared`: use share");
});
