import { getEventListeners } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { connect, rejection } from "./support/client.ts";
import { json, problem, serve, type Handler } from "./support/serve.ts";

class Reason extends Error {}

/** How long after the abort a call has ended, and that it ended with the signal's own reason. */
async function abort(
  handler: Handler,
  options: Parameters<typeof connect>[1] = {},
): Promise<{ after: number; sent: () => number; pending: () => number }> {
  const { url, seen, pending } = await serve(handler);
  const controller = new AbortController();
  const call = connect(url, { retry: {}, ...options }).GET("/me", { signal: controller.signal });
  const ended = rejection(call).then((error) => ({ error, at: performance.now() }));
  await wait(100);
  const reason = new Reason("no longer wanted");
  const start = performance.now();
  controller.abort(reason);
  const { error, at } = await ended;
  expect(error).toBe(reason);
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  return { after: at - start, sent: () => seen.length, pending };
}

test("abort before the call: nothing is sent, and no token is asked for", async () => {
  const { url, seen } = await serve((answer) => json(answer, 200, {}));
  const token = vi.fn(() => "token");
  const reason = new Reason("never wanted");
  const error = await rejection(connect(url, { token }).GET("/me", { signal: AbortSignal.abort(reason) }));
  expect(error).toBe(reason);
  expect(token).not.toHaveBeenCalled();
  expect(seen).toEqual([]);
});

test("abort during the request ends the call and closes the connection", async () => {
  const { after, sent, pending } = await abort(() => {});
  expect(after).toBeLessThan(50);
  await vi.waitFor(() => expect(pending()).toBe(0));
  expect(sent()).toBe(1);
});

test("abort during the body", async () => {
  const { after, pending } = await abort((answer) => void answer.writeHead(200).write('{"id":'));
  expect(after).toBeLessThan(50);
  await vi.waitFor(() => expect(pending()).toBe(0));
});

test("abort during the backoff sleep: no further request", async () => {
  const { after, sent } = await abort((answer) => problem(answer, 503, "x", { "Retry-After": 1 }));
  expect(after).toBeLessThan(50);
  await wait(1300);
  expect(sent()).toBe(1);
});

test("abort during the token function: nothing is sent, however late the token comes", async () => {
  const { after, sent } = await abort((answer) => json(answer, 200, {}), {
    token: () => wait(250, "token"),
  });
  expect(after).toBeLessThan(50);
  await wait(300);
  expect(sent()).toBe(0);
});

test("abort without a reason rejects with an AbortError, and a signal's timeout with a TimeoutError", async () => {
  const { url } = await serve(() => {});
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 20);
  expect(await rejection(connect(url).GET("/me", { signal: controller.signal }))).toMatchObject({
    name: "AbortError",
  });
  const signal = AbortSignal.timeout(20);
  expect(await rejection(connect(url).GET("/me", { signal }))).toMatchObject({ name: "TimeoutError" });
});

test("abort after the end of a call does nothing", async () => {
  const { url } = await serve((answer) => json(answer, 200, { id: "1" }));
  const controller = new AbortController();
  const { data } = await connect(url).GET("/me", { signal: controller.signal });
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  controller.abort();
  expect(data).toMatchObject({ id: "1" });
});

test("a signal that serves a thousand calls keeps no listener of theirs", async () => {
  const fetch = async () => Response.json({});
  const controller = new AbortController();
  const client = connect("http://127.0.0.1:1", { fetch });
  await Promise.all(Array.from({ length: 1000 }, () => client.GET("/me", { signal: controller.signal })));
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
});

test("the signal ends a stream that is being read, and is let go of when the stream has ended", async () => {
  const { url, pending } = await serve((answer, _, count) => {
    answer.write("one");
    if (count === 2) answer.end();
  });
  const controller = new AbortController();
  const options = { signal: controller.signal, parseAs: "stream" } as const;
  const endless = await connect(url).GET("/me", options);
  const short = await connect(url).GET("/me", options);
  expect(await short.response.text()).toBe("one");
  expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);

  const read = rejection(endless.response.text());
  const reason = new Reason("enough");
  controller.abort(reason);
  expect(await read).toBe(reason);
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  await vi.waitFor(() => expect(pending()).toBe(0));
});
