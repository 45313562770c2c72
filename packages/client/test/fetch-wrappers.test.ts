import type { ServerResponse } from "node:http";
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, describe, expect, test, vi } from "vitest";
import { connect, rejection } from "./support/client.ts";
import { gc } from "./support/collect.ts";
import { json, roundTrip, serve } from "./support/serve.ts";

const own = globalThis.fetch;

afterEach(() => vi.unstubAllGlobals());

// what tracing, recorders and mocks put around `globalThis.fetch`
describe.each<[string, typeof fetch]>([
  [
    "makes a request of its own",
    (input, init) => {
      const request = new Request(input, init);
      request.headers.set("x-trace", "1");
      return own(request);
    },
  ],
  [
    "sends a request on alone",
    (input, init) => {
      const headers = new Headers(input instanceof Request ? input.headers : init?.headers);
      headers.set("x-trace", "1");
      return input instanceof Request
        ? own(new Request(input, { headers }))
        : own(input, { ...init, headers });
    },
  ],
  [
    "reads a copy of the request first",
    async (input, init) => {
      if (input instanceof Request) await input.clone().text();
      const headers = { ...Object.fromEntries(new Headers(init?.headers)), "x-trace": "1" };
      return own(input, { ...init, headers });
    },
  ],
  [
    "reads a copy of the answer first",
    async (input, init) => {
      const headers = { ...Object.fromEntries(new Headers(init?.headers)), "x-trace": "1" };
      const answer = await own(input, { ...init, headers });
      await answer.clone().text();
      return answer;
    },
  ],
])("a global `fetch` that %s", (_, wrapper) => {
  test.each<[string, Parameters<ReturnType<typeof connect>["GET"]>[1] & object]>([
    ["alone", {}],
    ["beside middleware", { middleware: [{ onRequest: () => {} }] }],
  ])("sends reads and writes, %s", async (__, init) => {
    vi.stubGlobal("fetch", wrapper);
    const { url, seen } = await serve((answer) => json(answer, 200, { id: "1" }));
    const client = connect(url, { token: "dG9r" });
    expect((await client.GET("/me", init)).data).toEqual({ id: "1" });
    expect((await client.POST("/tags", { body: { name: "vip" }, ...init })).data).toEqual({ id: "1" });
    expect((await client.openapiFetch.POST("/tags", { body: { name: "vip" } })).data).toEqual({ id: "1" });
    expect(seen.map(({ method, body }) => method + body)).toEqual([
      "GET",
      'POST{"name":"vip"}',
      'POST{"name":"vip"}',
    ]);
    for (const { headers } of seen) {
      expect(headers).toMatchObject({
        "x-trace": "1",
        authorization: "Bearer dG9r",
        "intercom-version": "2.12",
      });
    }
  });
});

test("a `fetch` of your own works where `Object.prototype` is frozen", async () => {
  const { url } = await serve((answer) => json(answer, 200, { id: "1" }));
  const urls: string[] = [];
  const client = connect(url, {
    retry: false,
    fetch: (request, init) => {
      urls.push(String(request));
      return own(request.url, init);
    },
  });
  // the part of it that is in the way, as a test could not thaw it again
  const { prototype } = Object;
  Object.defineProperty(prototype, "toString", { writable: false });
  try {
    expect((await client.GET("/me")).data).toEqual({ id: "1" });
  } finally {
    Object.defineProperty(prototype, "toString", { writable: true });
  }
  expect(urls).toEqual([`${url}/me`]);
});

test.each([
  ["before its answer", () => {}],
  ["within its body", (answer: ServerResponse) => answer.writeHead(200).write("{")],
])(
  "an end reaches the request of a `fetch` that takes it alone, %s, whatever was collected",
  async (_, begin) => {
    const { url, arrived, pending } = await serve(begin);
    const controller = new AbortController();
    const { signal } = controller;
    const call = connect(url, { fetch: (request) => own(request) }).GET("/me", { signal });
    await arrived(1);
    for (let turns = 0; turns < 20; turns++) {
      await turn();
      gc();
    }
    controller.abort(new Error("enough"));
    expect(await rejection(call)).toBe(signal.reason);
    await roundTrip();
    expect(pending()).toBe(0);
  },
);
