import { request as httpRequest, type IncomingMessage } from "node:http";
import { text as textOf } from "node:stream/consumers";
import { afterAll, describe, expect, test, vi } from "vitest";
import type { Fetch } from "../src/index.ts";
import * as undici from "undici";
import { connect, rejection } from "./support/client.ts";
import { json, serve } from "./support/serve.ts";

const LARGE = { id: "1", text: "x".repeat(3_000_000) };

/** The answer of another make: its body is Node's, it cannot be copied, and can be read once. */
class ForeignResponse {
  constructor(
    readonly message: IncomingMessage,
    readonly body = message,
  ) {}
  get status() {
    return this.message.statusCode!;
  }
  get ok() {
    return this.status < 300;
  }
  get headers() {
    return new Map(Object.entries(this.message.headers)) as never;
  }
  text() {
    return textOf(this.body);
  }
  clone() {
    throw new Error("not copied");
  }
}

const agent = new undici.Agent({ keepAliveTimeout: 1 });
afterAll(() => agent.close());

/** A `fetch` that knows neither this runtime's `Request` nor its `Response`, as undici's and node-fetch's are. */
const foreign = ((input: unknown, init: RequestInit) =>
  new Promise((resolve, reject) => {
    // what is none of its own requests is taken for a URL
    const url = new URL(String(input));
    const headers = Object.fromEntries(new Headers(init.headers));
    const { method = "GET", signal } = init;
    const sent = httpRequest(url, { method, headers, signal: signal ?? undefined }, (message) =>
      resolve(new ForeignResponse(message)),
    );
    sent.on("error", reject).end(init.body);
  })) as unknown as Fetch;

describe.each([
  ["undici's", undici.fetch as unknown as Fetch],
  [
    "undici's, with a dispatcher",
    (request, init) => undici.fetch(request.url, { ...init, dispatcher: agent }),
  ],
  ["given a URL and an init", foreign],
  [
    "wrapped as for openapi-fetch",
    ((request, init) =>
      request.text().then((body) =>
        foreign(request.url as never, {
          ...init,
          method: request.method,
          headers: Object.fromEntries(request.headers),
          body: body || null,
        }),
      )) as Fetch,
  ],
] satisfies [string, Fetch][])("a `fetch` of another make, %s", (_, fetch) => {
  test("sends reads and writes, and is read once", async () => {
    const { url, seen } = await serve((answer) => json(answer, 200, LARGE));
    const client = connect(url, { fetch, timeoutMs: 10_000 });
    expect((await client.GET("/me")).data).toEqual(LARGE);
    expect((await client.POST("/tags", { body: { name: "vip" } })).data).toEqual(LARGE);
    expect((await client.GET("/me", { parseAs: "text" })).data).toBe(JSON.stringify(LARGE));
    expect((await client.openapiFetch.GET("/me")).data).toEqual(LARGE);
    expect((await client.openapiFetch.GET("/me", { parseAs: "text" })).data).toBe(JSON.stringify(LARGE));
    expect(seen.map(({ method, body }) => method + body)).toEqual([
      "GET",
      'POST{"name":"vip"}',
      "GET",
      "GET",
      "GET",
    ]);
  });

  test("gives middleware an answer that is whole", async () => {
    const { url } = await serve((answer) => json(answer, 200, { id: "1" }, { "X-Request-Id": "r-1" }));
    const seen: unknown[] = [];
    const { data, requestId } = await connect(url, { fetch }).GET("/me", {
      middleware: [{ onResponse: async ({ response }) => void seen.push(await response.clone().json()) }],
    });
    expect([data, requestId, ...seen]).toEqual([{ id: "1" }, "r-1", { id: "1" }]);
  });

  test("gives middleware a stream that it can pass on", async () => {
    const { url } = await serve((answer) => json(answer, 200, LARGE));
    const { data } = await connect(url, { fetch }).GET("/me", {
      parseAs: "stream",
      middleware: [{ onResponse: ({ response }) => response }],
    });
    expect(await new Response(data).json()).toEqual(LARGE);
  });
});

test("a mock that is no whole `Response` works alike before and after `openapiFetch` was asked for", async () => {
  const mock = () => ({ ok: true, status: 200, headers: new Headers(), text: async () => '{"id":"1"}' });
  const client = connect("http://127.0.0.1:1", { fetch: (async () => mock()) as never });
  expect((await client.GET("/me")).data).toEqual({ id: "1" });
  expect((await client.openapiFetch.GET("/me")).data).toEqual({ id: "1" });
  expect((await client.GET("/me")).data).toEqual({ id: "1" });
});

test.each([null, undefined])(
  "of an answer's headers `get` is enough, if it gives %j for none",
  async (none) => {
    const get = (name: string) => (name === "retry-after" ? "1" : none);
    const warn = vi.fn<(line: string) => void>();
    const logger = { debug: () => {}, warn, error: () => {} };
    const mock = (status: number) => ({ ok: status < 300, status, headers: { get }, text: async () => "{}" });
    const client = (status: number) =>
      connect("http://127.0.0.1:1", { fetch: (async () => mock(status)) as never, retry: false, logger });
    expect((await client(200).GET("/me")).data).toEqual({});
    expect((await client(503).GET("/me")).error).toMatchObject({ status: 503, retryAfterMs: 1000 });
    expect(warn).not.toHaveBeenCalled();
  },
);

test.each(["text", "blob", "arrayBuffer"] as const)(
  "`parseAs: %j` without copying the answer",
  async (parseAs) => {
    const { url } = await serve((answer) => answer.end(Buffer.from([0xff, 0, 0x41])));
    class Once extends Response {
      override clone(): Response {
        throw new Error("not copied");
      }
    }
    const fetch: Fetch = async (request) => {
      const { body, status, headers } = await globalThis.fetch(request);
      return new Once(body, { status, headers });
    };
    const client = connect(url, { fetch });
    const sizes = [
      (await client.GET("/me", { parseAs })).data,
      (await client.openapiFetch.GET("/me", { parseAs })).data,
      (await client.GET("/me", { parseAs, middleware: [{ onRequest: () => {} }] })).data,
    ].map((data) => Object(data).size ?? Object(data).byteLength ?? Object(data).length);
    expect(sizes).toEqual([3, 3, 3]);
  },
);

test("an own error of it is the cause of the call's", async () => {
  const own = Object.assign(new Error("proxy says no"), { code: "EPROXY" });
  const error = await rejection(
    connect("http://127.0.0.1:1", { fetch: () => Promise.reject(own) }).POST("/tags", {
      body: { name: "a" },
    }),
  );
  expect(error).toMatchObject({ name: "IntercomNetworkError", cause: own, mayHaveArrived: true });
});
