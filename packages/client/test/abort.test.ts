import { EventEmitter, getEventListeners, once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { connect, rejection } from "./support/client.ts";
import { json, problem, serve, type Handler } from "./support/serve.ts";

class Reason extends Error {}

interface Aborted {
  sent: () => number;
  pending: () => number;
}

/** Aborts a call at its `moment`, and sees that it ends within 50 ms with the signal's own reason. */
async function abortAt(
  moment: "request" | "retry" | "token",
  handler: Handler,
  options: Parameters<typeof connect>[1] = {},
): Promise<Aborted> {
  const reached = new EventEmitter();
  const reach = (name: typeof moment) => reached.emit(name);
  const then = once(reached, moment);
  const { url, seen, pending } = await serve((answer, one, count) => {
    reach("request");
    return handler(answer, one, count);
  });
  const controller = new AbortController();
  const client = connect(url, {
    retry: {},
    hooks: { onRetry: () => reach("retry") },
    token: () => {
      reach("token");
      return moment === "token" ? wait(250, "token") : "token";
    },
    ...options,
  });
  const ended = rejection(client.GET("/me", { signal: controller.signal }));
  await then;
  await wait(50);
  const reason = new Reason("no longer wanted");
  controller.abort(reason);
  // both on the same clock, so that a busy machine is no excuse and no harm
  expect(await Promise.race([ended, wait(50, "too late")])).toBe(reason);
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  return { sent: () => seen.length, pending };
}

test("abort before the call: nothing is sent, and no token is asked for", async () => {
  const { url, seen } = await serve((answer) => json(answer, 200, {}));
  const token = vi.fn<() => string>(() => "token");
  const reason = new Reason("never wanted");
  const error = await rejection(connect(url, { token }).GET("/me", { signal: AbortSignal.abort(reason) }));
  expect(error).toBe(reason);
  expect(token).not.toHaveBeenCalled();
  expect(seen).toEqual([]);
});

test("abort during the request ends the call and closes the connection", async () => {
  const { sent, pending } = await abortAt("request", () => {});
  await vi.waitFor(() => expect(pending()).toBe(0));
  expect(sent()).toBe(1);
});

test("abort during the body", async () => {
  const { pending } = await abortAt("request", (answer) => void answer.writeHead(200).write('{"id":'));
  await vi.waitFor(() => expect(pending()).toBe(0));
});

test("abort during the backoff sleep: no further request", async () => {
  const { sent } = await abortAt("retry", (answer) => problem(answer, 503, "x", { "Retry-After": 1 }));
  await wait(1600);
  expect(sent()).toBe(1);
});

test("abort during the token function: nothing is sent, however late the token comes", async () => {
  const { sent } = await abortAt("token", (answer) => json(answer, 200, {}));
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

  const read = rejection(endless.response.text());
  const reason = new Reason("enough");
  controller.abort(reason);
  expect(await read).toBe(reason);
  await vi.waitFor(() => expect(getEventListeners(controller.signal, "abort")).toEqual([]));
  await vi.waitFor(() => expect(pending()).toBe(0));
});

test.each([
  ["read", ({ body }: Response) => new Response(body).text()],
  ["canceled", ({ body }: Response) => body!.cancel()],
  ["broken off by the server", ({ body }: Response) => rejection(new Response(body).text())],
])("a long-lived signal keeps nothing of streams that were %s", async (how, end) => {
  const { url } = await serve((answer) => {
    answer.write("one");
    if (how === "read") answer.end();
    else if (how.startsWith("broken")) setTimeout(() => answer.destroy(), 20);
  });
  const { signal } = new AbortController();
  const client = connect(url);
  for (let count = 0; count < 20; count++) {
    const { response } = await client.GET("/me", { signal, parseAs: "stream" });
    await end(response);
  }
  await vi.waitFor(() => expect(getEventListeners(signal, "abort")).toEqual([]));
  for (const held of Object.getOwnPropertySymbols(signal)) {
    const { size = 0 } = Object((signal as never)[held]) as { size?: number };
    expect(size).toBeLessThan(5);
  }
});
