import { EventEmitter, getEventListeners, once } from "node:events";
import type { ServerResponse } from "node:http";
import { setImmediate as turn } from "node:timers/promises";
import { expect, test, vi, type Mock } from "vitest";
import { throttle, type FailureEvent, type Fetch } from "../src/index.ts";
import { connect, rejection } from "./support/client.ts";
import { stopClock } from "./support/clock.ts";
import { json, problem, serve, type Handler, type Served } from "./support/serve.ts";

class Reason extends Error {}

interface Aborted extends Served {
  fetch: Mock;
}

/** Aborts a call at its `moment`, and sees that it ends at once with the signal's own reason. */
async function abortAt(
  moment: "request" | "headers" | "retry" | "token",
  handler: Handler,
  token: string | Promise<string> = "token",
): Promise<Aborted> {
  const reached = new EventEmitter();
  const reach = (name: typeof moment) => reached.emit(name);
  const then = once(reached, moment);
  const served = await serve((answer, one, count) => {
    reach("request");
    return handler(answer, one, count);
  });
  const controller = new AbortController();
  const fetch = vi.fn<(request: Request) => Promise<Response>>(async (request) => {
    const answer = await globalThis.fetch(request);
    reach("headers");
    return answer;
  });
  const client = connect(served.url, {
    retry: {},
    hooks: { onRetry: () => reach("retry") },
    token: () => {
      reach("token");
      return token;
    },
    fetch,
  });
  const ended = rejection(client.GET("/me", { signal: controller.signal }));
  await then;
  const reason = new Reason("no longer wanted");
  controller.abort(reason);
  // before anything else comes in
  expect(await Promise.race([ended, turn("too late")])).toBe(reason);
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  return { ...served, fetch };
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
  const { seen, idle } = await abortAt("request", () => {});
  await idle();
  expect(seen).toHaveLength(1);
});

test("abort during the body", async () => {
  const { seen, idle } = await abortAt("headers", (answer) => void answer.writeHead(200).write('{"id":'));
  await idle();
  expect(seen).toHaveLength(1);
});

test("abort during the backoff sleep: no further request", async () => {
  stopClock();
  const { fetch } = await abortAt("retry", (answer) => problem(answer, 503, "x", { "Retry-After": 1 }));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(fetch).toHaveBeenCalledOnce();
});

test("abort during the token function: nothing is sent, however late the token comes", async () => {
  let come!: (token: string) => void;
  const token = new Promise<string>((resolve) => (come = resolve));
  const { fetch } = await abortAt("token", (answer) => json(answer, 200, {}), token);
  come("token");
  await turn();
  expect(fetch).not.toHaveBeenCalled();
});

test("abort without a reason rejects with an AbortError, and a signal's timeout with a TimeoutError", async () => {
  const controller = new AbortController();
  const { url } = await serve(() => controller.abort());
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

test.each<[string, { fetch?: Fetch }]>([
  ["heeds it", {}],
  ["does not heed it", { fetch: (request) => globalThis.fetch(request.url) }],
])("the signal ends a stream of a `fetch` that %s, and is let go of with the stream", async (_, own) => {
  const { url, idle } = await serve((answer, _seen, count) => {
    answer.write("one");
    if (count === 2) answer.end();
  });
  const controller = new AbortController();
  const options = { signal: controller.signal, parseAs: "stream" } as const;
  const client = connect(url, own);
  const endless = await client.GET("/me", options);
  const short = await client.GET("/me", options);
  expect(await short.response.text()).toBe("one");

  const read = rejection(endless.response.text());
  const reason = new Reason("enough");
  controller.abort(reason);
  expect(await read).toBe(reason);
  await idle();
  await expect.poll(() => getEventListeners(controller.signal, "abort")).toEqual([]);
});

test.each<[string, (response: Response, answer: ServerResponse) => Promise<unknown> | undefined]>([
  ["read", ({ body }, answer) => (answer.end(), new Response(body).text())],
  ["canceled", ({ body }) => body?.cancel()],
  [
    "broken off by the server",
    ({ body }, answer) => (answer.destroy(), rejection(new Response(body).text())),
  ],
])("a long-lived signal keeps nothing of streams that were %s", async (_, end) => {
  let open!: ServerResponse;
  const { url } = await serve((answer) => (open = answer).write("one"));
  const { signal } = new AbortController();
  const client = connect(url);
  for (let count = 0; count < 20; count++) {
    const { response } = await client.GET("/me", { signal, parseAs: "stream" });
    await end(response, open);
  }
  await expect.poll(() => getEventListeners(signal, "abort")).toEqual([]);
  for (const held of Object.getOwnPropertySymbols(signal)) {
    const { size = 0 } = Object((signal as never)[held]) as { size?: number };
    expect(size).toBeLessThan(5);
  }
});

test("a call that is ended with another call's failure is no failure to be retried", async () => {
  const { url, arrived } = await serve(() => {});
  const onRetry = vi.fn<() => void>();
  const client = connect(url, { hooks: { onRetry } });
  const failure = await rejection(connect("http://127.0.0.1:1").GET("/me"));
  const controller = new AbortController();
  const ended = rejection(client.GET("/me", { signal: controller.signal }));
  await arrived(1);
  controller.abort(failure);
  expect(await ended).toBe(failure);
  expect(onRetry).not.toHaveBeenCalled();
});

test.each([[null], [undefined], [0], [""], [false], [["a", "list"]], [[]]])(
  "what ends a call is told as it is, also where it is %j",
  async (given) => {
    const { url, seen, arrived } = await serve(() => {});
    const fails = () => Promise.reject(given);
    const calls = [
      connect(url, { token: fails }).GET("/me"),
      connect(url, { throttle: throttle({ share: { count: fails, latest: fails } }) }).GET("/me"),
    ];
    expect(await Promise.all(calls.map(rejection))).toEqual([given, given]);
    expect(seen).toEqual([]);

    const controller = new AbortController();
    const { signal } = controller;
    const onError = vi.fn<(event: FailureEvent) => void>();
    const client = connect(url, { hooks: { onError } });
    const ended = [
      rejection(client.GET("/me", { signal })),
      rejection(client.openapiFetch.GET("/me", { signal })),
    ];
    await arrived(2);
    // without a reason a signal gives one of its own
    controller.abort(given);
    expect(await Promise.all(ended)).toEqual([signal.reason, signal.reason]);
    expect(await rejection(client.GET("/me", { signal }))).toBe(signal.reason);
    expect(onError.mock.calls.map(([{ error }]) => error)).toEqual(Array(3).fill(signal.reason));
  },
);
