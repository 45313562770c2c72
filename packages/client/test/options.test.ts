import { describe, expect, test, vi } from "vitest";
import { createIntercomClient, IntercomUsageError, type ClientOptions } from "../src/index.ts";
import { connect, rejection, TOKEN } from "./support/client.ts";
import { json, serve } from "./support/serve.ts";

const make = (options: object) =>
  createIntercomClient({ version: "2.12", token: TOKEN, ...options } as ClientOptions<"2.12">);

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

describe("an unknown option throws with the nearest known name", () => {
  test.each([
    ["timeout", "timeoutMs"],
    ["deadline", "deadlineMs"],
    ["retries", "retry"],
    ["maxRetries", "retry"],
    ["header", "headers"],
    ["baseURL", "baseUrl"],
    ["apiVersion", "version"],
    ["accessToken", "token"],
    ["regoin", "region"],
    ["hook", "hooks"],
    ["log", "logger"],
    ["appinfo", "appInfo"],
  ])("%s of a client: %s", (typed, known) => {
    const failure = `No option \`${typed}\`: did you mean \`${known}\`?`;
    expect(() => make({ [typed]: undefined })).toThrow(new IntercomUsageError(failure));
  });

  test.each([
    ["param", "params"],
    ["abortSignal", "signal"],
    ["timeoutMS", "timeoutMs"],
    ["idempotency", "idempotent"],
    ["parse", "parseAs"],
    ["querySerialiser", "querySerializer"],
  ])("%s of a call: %s", async (typed, known) => {
    const { url, seen } = await serve((answer) => json(answer, 200, {}));
    const error = await rejection(connect(url).GET("/me", { [typed]: 1 }));
    expect(error).toBeInstanceOf(IntercomUsageError);
    expect(error).toHaveProperty("message", `No option \`${typed}\`: did you mean \`${known}\`?`);
    expect(seen).toEqual([]);
  });

  test.each(["version", "token", "baseUrl", "region", "hooks"])(
    "%s, an option of clients, at a call",
    async (option) => {
      expect(await rejection(make({}).GET("/me", { [option]: undefined }))).toBeInstanceOf(
        IntercomUsageError,
      );
    },
  );

  test("inside of `retry` and `hooks` too", async () => {
    expect(() => make({ retry: { limits: 1 } })).toThrow("`limit`");
    expect(() => make({ hooks: { onRetries() {} } })).toThrow("`onRetry`");
    expect(await rejection(make({}).GET("/me", { retry: { max: 1 } } as object))).toBeInstanceOf(
      IntercomUsageError,
    );
  });
});

describe("a wrong kind of value is refused, with the option's name", () => {
  const wrong: [string, unknown[]][] = [
    ["timeoutMs", [false, 0, -1, NaN, "1000", null, -Infinity]],
    ["deadlineMs", [false, 0, NaN, "soon"]],
    ["retry", [true, 3, "twice"]],
    ["headers", ["X-Mine: 1", 1]],
    ["fetch", ["fetch", {}]],
  ];
  const ofClients: [string, unknown[]][] = [
    ["token", [7, {}, false]],
    ["region", [1, {}]],
    ["baseUrl", [new URL("http://127.0.0.1:1"), 80]],
    ["hooks", [() => {}, true]],
    ["logger", [true, "console"]],
    ["appInfo", ["acme", () => {}]],
    ["throttle", [true, 5, {}]],
  ];
  const ofCalls: [string, unknown[]][] = [
    ["params", ["contact_id=1"]],
    ["signal", [5000, {}, []]],
    ["parseAs", ["formData", "toString", true]],
    ["idempotent", ["yes", 1]],
    ["bodySerializer", ["json"]],
    ["querySerializer", ["brackets"]],
    ["middleware", [() => {}]],
  ];
  const secret = "s3cr3t";

  test.each([...wrong, ...ofClients])("%s of a client", (name, values) => {
    for (const value of values) {
      const error = thrownBy(() => make({ [name]: value }));
      expect(error).toBeInstanceOf(IntercomUsageError);
      expect(String(error)).toContain(`\`${name}\` must be `);
    }
  });

  test.each([...wrong, ...ofCalls])("%s of a call", async (name, values) => {
    const client = connect("http://127.0.0.1:1");
    for (const value of values) {
      const error = await rejection(client.GET("/me", { [name]: value }));
      expect(error).toBeInstanceOf(IntercomUsageError);
      expect(String(error)).toContain(`\`${name}\` must be `);
    }
  });

  test.each([
    [{ retry: { limit: -1 } }, "`limit`"],
    [{ retry: { limit: NaN } }, "`limit`"],
    [{ retry: { maxDelayMs: 0 } }, "`maxDelayMs`"],
    [{ retry: { maxDelayMs: NaN } }, "`maxDelayMs`"],
    [{ hooks: { onError: "log" } }, "`onError`"],
    [{ headers: { "X-Shop": "店" } }, "`headers`"],
    [{ headers: { "X Shop": secret } }, "`headers`"],
    [{ headers: { "X-Shop": `${secret}\n1` } }, "`headers`"],
    [{ appInfo: { name: "Bücher ✓" } }, "`appInfo`"],
    [{ appInfo: { name: "a", url: "a\nb" } }, "`appInfo`"],
    [{ baseUrl: `http://user:${secret}@127.0.0.1:1` }, "`baseUrl`"],
    [{ baseUrl: `/intercom?key=${secret}` }, "`baseUrl`"],
    [{ baseUrl: "http://[" }, "`baseUrl`"],
    [{ baseUrl: "http://127.0.0.1:99999" }, "`baseUrl`"],
  ])("%j", (options, name) => {
    const error = thrownBy(() => make(options));
    expect(error).toBeInstanceOf(IntercomUsageError);
    expect(String(error)).toContain(name);
    expect(String(error)).not.toContain(secret);
  });

  test("and what is right is not", () => {
    for (const options of [
      { timeoutMs: Infinity, deadlineMs: 3e9, retry: { limit: 0, maxDelayMs: Infinity } },
      { retry: false, headers: {}, hooks: {}, logger: console, appInfo: { name: "acme" } },
    ]) {
      expect(() => make(options)).not.toThrow();
    }
  });
});

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

test.each([
  [{ body: { big: 1n } }, "BigInt"],
  [{ params: { query: { phrase: "caf\ud83d" } } }, "malformed"],
  [{ params: { query: { deep: { deeper: {} } } } }, "Deeply-nested"],
  [{ headers: { "X-Shop": "店" } }, "ByteString"],
])("what cannot be written is a usage error, and told: case %#", async (options, why) => {
  const onError = vi.fn<(event: { error: unknown }) => void>();
  const error = await rejection(
    connect("http://127.0.0.1:1", { hooks: { onError } }).POST("/tags", options as never),
  );
  expect(error).toMatchObject({ name: "IntercomUsageError", message: "POST /tags: cannot be written" });
  expect(String((error as Error).cause)).toContain(why);
  expect(onError).toHaveBeenCalledOnce();
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

test("openapi-fetch's serializers and middleware work", async () => {
  const { url, seen } = await serve((answer) => json(answer, 200, { id: "1" }));
  const { data } = await connect(url).GET("/conversations", {
    params: { query: { per_page: 1 } },
    querySerializer: () => "mine=1",
    middleware: [{ onResponse: ({ response }) => Response.json({ status: response.status }) }],
  });
  expect(seen[0]?.url).toBe("/conversations?mine=1");
  expect(data).toEqual({ status: 200 });
});

test.each([
  [{}, "https://api.intercom.io"],
  [{ region: "us" }, "https://api.intercom.io"],
  [{ region: "eu" }, "https://api.eu.intercom.io"],
  [{ region: "au" }, "https://api.au.intercom.io"],
  [{ baseUrl: "http://127.0.0.1:4010/intercom/" }, "http://127.0.0.1:4010/intercom"],
])("%j is %s", async (options, baseUrl) => {
  const urls: string[] = [];
  const fetch = async (request: Request) => {
    urls.push(request.url);
    return Response.json({});
  };
  const client = make({ ...options, fetch });
  await client.GET("/me");
  expect(client.baseUrl).toBe(baseUrl);
  expect(urls).toEqual([`${baseUrl}/me`]);
});

test.each([
  [{ region: "eu", baseUrl: "http://127.0.0.1:4010" }],
  [{ region: "EU" }],
  [{ region: "constructor" }],
  [{ baseUrl: "" }],
  [{ baseUrl: "api.intercom.io" }],
  [{ baseUrl: "ftp://api.intercom.io" }],
  [{ baseUrl: "https://api.intercom.io?x=1" }],
])("%j: usage error", (options) => {
  expect(() => make(options)).toThrow(IntercomUsageError);
});

test("an unknown version: usage error that names the known ones", () => {
  expect(() => make({ version: "2.1" })).toThrow(/No version 2\.1: use 2\.11,\s?2\.12/);
  expect(() => make({ version: undefined })).toThrow(IntercomUsageError);
});

test("`withOptions` changes what it is given, and leaves the client as it is", async () => {
  const { url, seen } = await serve((answer) => json(answer, 200, {}));
  const client = connect(url, { headers: { "X-Mine": "1" } });
  const older = client.withOptions({ version: "2.11", token: "other" });
  await older.GET("/me");
  await client.GET("/me");
  expect(
    seen.map(({ headers }) => [headers["intercom-version"], headers.authorization, headers["x-mine"]]),
  ).toEqual([
    ["2.11", "Bearer other", "1"],
    ["2.12", `Bearer ${TOKEN}`, "1"],
  ]);
  expect([older.version, client.version]).toEqual(["2.11", "2.12"]);
  expect(client.withOptions({ region: "eu" }).baseUrl).toBe("https://api.eu.intercom.io");
  expect(make({ region: "au" }).withOptions({ baseUrl: url }).baseUrl).toBe(url);
});

test("`withOptions` goes by the options as they were when the client was made", async () => {
  const { url, seen } = await serve((answer) => json(answer, 200, {}));
  const options: ClientOptions<"2.12"> = { version: "2.12", baseUrl: url, token: "of-one-workspace" };
  const one = createIntercomClient(options);
  options.token = "of-another";
  const other = createIntercomClient(options);
  await one.withOptions({ timeoutMs: 5000 }).GET("/me");
  await other.GET("/me");
  expect(seen.map(({ headers }) => headers.authorization)).toEqual([
    "Bearer of-one-workspace",
    "Bearer of-another",
  ]);
});

test("an option that is undefined is as good as left out", async () => {
  const { url } = await serve(() => {});
  const client = connect(url, { timeoutMs: 50 });
  expect(await rejection(client.GET("/me", { timeoutMs: undefined }))).toMatchObject({ limitMs: 50 });
});
