import { describe, expect, test, vi } from "vitest";
import { createIntercomClient, IntercomUsageError, type ClientOptions } from "../src/index.ts";
import { connect, rejection, TOKEN } from "./support/client.ts";
import { json, serve } from "./support/serve.ts";

const make = (options: object) =>
  createIntercomClient({ version: "2.12", token: TOKEN, ...options } as ClientOptions<"2.12">);

describe("what `fetch` takes", () => {
  test("is passed on", async () => {
    const sent: Request[] = [];
    const fetch = async (request: Request) => {
      sent.push(request);
      return Response.json({});
    };
    await make({}).GET("/me", { fetch, cache: "no-store", credentials: "omit", keepalive: true });
    expect(sent[0]).toMatchObject({ cache: "no-store", credentials: "omit", keepalive: true });
  });

  const some = {
    next: { revalidate: 60, tags: ["me"] },
    cf: { cacheTtl: 5 },
    priority: "low",
    client: {},
    proxy: "http://127.0.0.1:1",
    tls: {},
  };

  test.each(Object.entries(some))(
    "is passed on where only some runtimes know it: %s",
    async (name, value) => {
      const inits: RequestInit[] = [];
      vi.stubGlobal("fetch", async (_: string, init: RequestInit) => (inits.push(init), Response.json({})));
      const client = make({});
      await client.GET("/me", { [name]: value });
      await client.openapiFetch.GET("/me", { [name]: value });
      vi.unstubAllGlobals();
      expect(inits).toMatchObject([{ [name]: value }, { [name]: value }]);
    },
  );

  test("is a signal only where something can end the call", async () => {
    const signals: unknown[] = [];
    vi.stubGlobal("fetch", async (_: string, { signal }: RequestInit) => {
      signals.push(signal);
      return Response.json({});
    });
    const client = make({ timeoutMs: Infinity });
    const { signal } = new AbortController();
    for (const options of [{}, { timeoutMs: 1000 }, { deadlineMs: 1000 }, { signal }])
      await client.GET("/me", options);
    vi.unstubAllGlobals();
    const one: unknown = expect.any(AbortSignal);
    expect(signals).toEqual([null, one, one, one]);
  });

  test("may be a dispatcher of Node's", async () => {
    const { url } = await serve((answer) => json(answer, 200, { id: "1" }));
    const dispatched: unknown[] = [];
    // Node's own one, which it keeps under this name
    const own = (globalThis as never)[Symbol.for("undici.globalDispatcher.1")] as {
      dispatch: (...args: unknown[]) => boolean;
    };
    const dispatcher = {
      dispatch: (...args: unknown[]) => (dispatched.push(args[0]), own.dispatch(...args)),
    };
    const { data } = await connect(url).GET("/me", { dispatcher } as object);
    expect(data).toEqual({ id: "1" });
    expect(dispatched).toHaveLength(1);
  });

  test.each(["method", "url", "json", "text", "clone", "constructor", "toString", "__proto__"])(
    "is not `%s`",
    async (name) => {
      const options = JSON.parse(`{"${name}":{}}`) as object;
      expect(await rejection(make({}).GET("/me", options))).toBeInstanceOf(IntercomUsageError);
    },
  );

  test("is the same in a runtime whose `Request` knows less", async () => {
    const { url } = await serve((answer) => json(answer, 200, { id: "1" }));
    const hidden = Object.getOwnPropertyDescriptor(Request.prototype, "credentials")!;
    delete (Request.prototype as Partial<Request> as Record<string, unknown>)["credentials"];
    const { data } = await connect(url).GET("/me", { credentials: "include" });
    Object.defineProperty(Request.prototype, "credentials", hidden);
    expect(data).toEqual({ id: "1" });
  });
});

test("what no `fetch` can send is a usage error, and is not tried again", async () => {
  const { url, seen } = await serve((answer) => json(answer, 200, {}));
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const client = connect(url, { logger: { debug: write, warn: write, error: write } });
  for (const options of [{ body: { a: 1 } }, { mode: "none" }, { cache: "some" }]) {
    const error = await rejection(client.GET("/me", options as object));
    expect(error).toMatchObject({ name: "IntercomUsageError", cause: expect.any(TypeError) });
  }
  expect(lines.filter((line) => line.includes("retry"))).toEqual([]);
  expect(seen).toEqual([]);
});
