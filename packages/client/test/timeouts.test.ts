import type { ServerResponse } from "node:http";
import { expect, test, vi } from "vitest";
import { IntercomTimeoutError } from "../src/index.ts";
import { connect, rejection, watched } from "./support/client.ts";
import { sleep, stopClock, turnClock } from "./support/clock.ts";
import { json, problem, serve } from "./support/serve.ts";

/** Never answers, or never ends to. */
const slow: [string, (answer: ServerResponse) => void][] = [
  ["a server that never answers", () => {}],
  ["headers, then a stalled body", (answer) => void answer.writeHead(200).write('{"id":')],
  [
    "a body dripping for ever",
    (answer) => {
      const drip = setInterval(() => answer.write(" "), 1);
      answer.on("close", () => clearInterval(drip));
    },
  ],
  ["an error whose body stalls", (answer) => void answer.writeHead(500).write("<html>")],
];

test.each(slow)(
  "%s: IntercomTimeoutError at `timeoutMs`, and the connection is closed",
  async (what, handler) => {
    stopClock();
    const { url, seen, arrived, idle } = await serve(handler);
    const { fetch, headers } = watched();
    const ended = vi.fn<(error: unknown) => void>();
    const call = rejection(connect(url, { fetch }).GET("/me", { timeoutMs: 150 })).then(ended);
    await arrived(1);
    if (!what.includes("never answers")) await headers;
    await vi.advanceTimersByTimeAsync(149);
    expect(ended).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    await call;
    const [[error] = []] = ended.mock.calls;
    expect(error).toBeInstanceOf(IntercomTimeoutError);
    expect(error).toMatchObject({ limit: "timeoutMs", limitMs: 150 });
    expect((error as Error).message).toBe("GET /me: exceeded timeoutMs: 150");
    expect(seen).toHaveLength(1);
    await idle();
  },
);

test.each(slow)("%s: IntercomTimeoutError at `deadlineMs`, the only limit, likewise", async (_, handler) => {
  const { url, idle } = await serve(handler);
  const client = connect(url, { deadlineMs: 100, timeoutMs: Infinity });
  const error = await rejection(client.POST("/tags", { body: { name: "vip" } }));
  expect(error).toMatchObject({ name: "IntercomTimeoutError", limit: "deadlineMs", limitMs: 100 });
  await idle();
});

test("`deadlineMs` bounds all attempts and the sleeps between them", async () => {
  turnClock();
  const { url, seen } = await serve((answer) =>
    problem(answer, 503, "service_unavailable", { "Retry-After": 0 }),
  );
  const client = connect(url, { retry: { limit: 1000, maxDelayMs: 20 }, deadlineMs: 1000 });
  expect(await rejection(client.GET("/me"))).toMatchObject({ limit: "deadlineMs" });
  expect(seen.length).toBeGreaterThan(1);
  expect(seen.length).toBeLessThan(1000);
});

test("`deadlineMs` ends a sleep that the server asked for", async () => {
  turnClock();
  const { url, seen } = await serve((answer) =>
    problem(answer, 429, "rate_limit_exceeded", { "Retry-After": 20 }),
  );
  const client = connect(url, { retry: {}, deadlineMs: 2000 });
  expect(await rejection(client.GET("/me"))).toMatchObject({ limit: "deadlineMs" });
  expect(seen).toHaveLength(1);
});

test("each attempt has the whole of `timeoutMs`", async () => {
  turnClock();
  const { url } = await serve(async (answer, _, count) => {
    await sleep(800);
    if (count < 3) problem(answer, 503);
    else json(answer, 200, {});
  });
  const { error } = await connect(url, { timeoutMs: 2000 }).GET("/me");
  expect(error).toBeUndefined();
});

test("a limit of Infinity, or longer than a timer can be, is no limit", async () => {
  turnClock();
  const { url } = await serve(async (answer) => {
    await sleep(30);
    json(answer, 200, {});
  });
  const client = connect(url, { timeoutMs: Infinity, deadlineMs: 1e12 });
  expect((await client.GET("/me")).error).toBeUndefined();
});

test("a `fetch` that heeds no signal is not waited for, and its late body is cancelled", async () => {
  stopClock();
  const cancel = vi.fn<() => void>();
  const fetch = async () => {
    await sleep(150);
    return new Response(new ReadableStream({ cancel }));
  };
  const error = rejection(connect("http://127.0.0.1:1", { fetch, timeoutMs: 50 }).GET("/me"));
  await vi.advanceTimersByTimeAsync(50);
  expect(await error).toMatchObject({ limit: "timeoutMs" });
  expect(cancel).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(100);
  expect(cancel).toHaveBeenCalledOnce();
});

test("the result of a call in time is not undone by its limits", async () => {
  stopClock();
  const { url } = await serve((answer) => json(answer, 200, { id: "1" }));
  const { response, data } = await connect(url, { timeoutMs: 500, deadlineMs: 500 }).GET("/me", {
    parseAs: "stream",
  });
  await vi.advanceTimersByTimeAsync(600);
  expect(await response.json()).toEqual({ id: "1" });
  expect(data).toBeInstanceOf(ReadableStream);
});
