import { expect, onTestFinished, test, vi } from "vitest";
import { newCall } from "../src/call.ts";
import { retryDelay } from "../src/retry.ts";
import { connect } from "./support/client.ts";
import { passing, stopClock } from "./support/clock.ts";
import { json, problem, serve } from "./support/serve.ts";

const search = { body: { query: { field: "email", operator: "=", value: "a@example.com" } } } as const;

test.each([408, 500, 502, 503, 504])("%i on GET is retried, then `error`", async (status) => {
  const { url, seen } = await serve((answer) => problem(answer, status));
  const { data, error } = await connect(url).GET("/me");
  expect(seen).toHaveLength(3);
  expect(data).toBeUndefined();
  expect(error).toMatchObject({ status, code: "server_error", attempts: 3 });
});

test("a retry that succeeds gives the data", async () => {
  const { url } = await serve((answer, _, count) =>
    count < 3 ? problem(answer, 503) : json(answer, 200, { type: "admin" }),
  );
  const { data, error } = await connect(url).GET("/me");
  expect(data).toMatchObject({ type: "admin" });
  expect(error).toBeUndefined();
});

test.each([400, 401, 404, 409, 422, 501])("%i on GET is not retried", async (status) => {
  const { url, seen } = await serve((answer) => problem(answer, status));
  const { error } = await connect(url).GET("/me");
  expect(error).toMatchObject({ status, attempts: 1 });
  expect(seen).toHaveLength(1);
});

test.each([408, 500, 502, 503, 504])("%i on POST: sent once; `error`", async (status) => {
  const { url, seen } = await serve((answer) => problem(answer, status));
  const { error } = await connect(url).POST("/tags", { body: { name: "vip" } });
  expect(error).toMatchObject({ status, attempts: 1 });
  expect(seen).toHaveLength(1);
});

test("500 on PUT and DELETE is retried, with the body each time", async () => {
  const { url, seen } = await serve((answer, { method }, count) =>
    count % 2 ? problem(answer, 500) : method === "PUT" ? json(answer, 200, {}) : answer.end(),
  );
  const client = connect(url);
  const put = await client.PUT("/contacts/{contact_id}", {
    params: { path: { contact_id: "1" } },
    body: { name: "Mira" },
  });
  const deleted = await client.DELETE("/tags/{tag_id}", { params: { path: { tag_id: "1" } } });
  expect([put.error, deleted.error]).toEqual([undefined, undefined]);
  expect(seen.map(({ method, body }) => `${method} ${body}`)).toEqual([
    'PUT {"name":"Mira"}',
    'PUT {"name":"Mira"}',
    "DELETE ",
    "DELETE ",
  ]);
});

test("500 on a reading POST is retried, with its body", async () => {
  const { url, seen } = await serve((answer, _, count) =>
    count % 2 ? problem(answer, 500) : json(answer, 200, { data: [] }),
  );
  const client = connect(url);
  const calls = [
    await client.POST("/contacts/search", search),
    await client.POST("/conversations/search", search),
    await client.POST("/tickets/search", search),
    await client.POST("/companies/list", { params: { query: { page: 2 } } }),
  ];
  expect(calls.map(({ error }) => error)).toEqual([undefined, undefined, undefined, undefined]);
  expect(seen.map((one) => one.url)).toEqual(
    ["/contacts/search", "/conversations/search", "/tickets/search", "/companies/list?page=2"].flatMap(
      (path) => [path, path],
    ),
  );
  expect(seen[1]?.body).toBe(JSON.stringify(search.body));
});

test("500 with `idempotent: true` is retried; `idempotent: false` keeps a GET from it", async () => {
  const { url, seen } = await serve((answer) => problem(answer, 500));
  const client = connect(url);
  await client.POST("/tags", { body: { name: "vip" }, idempotent: true });
  expect(seen).toHaveLength(3);
  await client.GET("/me", { idempotent: false });
  expect(seen).toHaveLength(4);
});

test("`retry` sets how often, for all calls and for one, and false is never", async () => {
  const { url, seen } = await serve((answer) => problem(answer, 500));
  const client = connect(url, { retry: { limit: 1, maxDelayMs: 5 } });
  const count = async (options: Parameters<typeof client.GET<"/me">>[1]) => {
    const before = seen.length;
    await client.GET("/me", options);
    return seen.length - before;
  };
  expect(await count({})).toBe(2);
  expect(await count({ retry: undefined })).toBe(2);
  expect(await count({ retry: false })).toBe(1);
  expect(await count({ retry: { limit: 0 } })).toBe(1);
  expect(await count({ retry: { limit: 4, maxDelayMs: 5 } })).toBe(5);
  expect(await connect(url, { retry: false }).GET("/me")).toMatchObject({ error: { attempts: 1 } });
});

test("the wait before a retry is full-jitter backoff: anything up to a limit that doubles, or `maxDelayMs`", () => {
  const call = newCall("GET /me", { retry: { limit: 9, maxDelayMs: 3000 } });
  const waits = (random: number) => {
    vi.spyOn(Math, "random").mockReturnValue(random);
    onTestFinished(() => void vi.restoreAllMocks());
    return [0, 1, 2, 3, 4].map((retries) => retryDelay(call, retries, new Response(null, { status: 503 })));
  };
  expect(waits(0)).toEqual([0, 0, 0, 0, 0]);
  expect(waits(0.5)).toEqual([250, 500, 1000, 1500, 1500]);
});

test("a wait that is asked for is added to, and may be as long as `maxDelayMs`", () => {
  const call = newCall("GET /me", { retry: { maxDelayMs: 7000 } });
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  onTestFinished(() => void vi.restoreAllMocks());
  const delay = (asked: string) =>
    retryDelay(call, 0, new Response(null, { status: 429, headers: { "Retry-After": asked } }));
  expect(delay("7")).toBe(7250);
  expect(delay("7.001")).toBeUndefined();
});

test.each([
  ["35 days", { "Retry-After": "3000000" }],
  ["a reset in milliseconds", { "X-RateLimit-Reset": String(Date.now() + 3_000_000_000) }],
])("no wait is longer than a timer can count, and none becomes nought of it: %s", async (_, headers) => {
  stopClock();
  // what is not believed is no wait at all, and leaves the backoff: here its longest, 500 ms
  const random = vi.spyOn(Math, "random").mockReturnValue(0.999);
  onTestFinished(() => random.mockRestore());
  const fetch = vi.fn<() => Promise<Response>>(async () => Response.json({}, { status: 429, headers }));
  const client = connect("http://127.0.0.1:1", { fetch, retry: { limit: 50, maxDelayMs: Infinity } });
  const ended = client.GET("/me", { deadlineMs: 300 });
  await passing(ended.catch(() => {}));
  expect(fetch).toHaveBeenCalledOnce();
});
