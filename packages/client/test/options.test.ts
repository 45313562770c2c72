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

describe("an unknown option throws with the known names, the nearest first", () => {
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
    const error = thrownBy(() => make({ [typed]: undefined })) as Error;
    expect(error).toBeInstanceOf(IntercomUsageError);
    expect(error.message.split(",")[0]).toBe(`No option \`${typed}\`: use ${known}`);
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
    const error = (await rejection(connect(url).GET("/me", { [typed]: 1 }))) as Error;
    expect(error).toBeInstanceOf(IntercomUsageError);
    expect(error.message.split(",")[0]).toBe(`No option \`${typed}\`: use ${known}`);
    expect(seen).toEqual([]);
  });

  test("what belongs into `params` or `body`, which is like none of them", async () => {
    for (const typed of ["email", "per_page", "contact_id"]) {
      const error = (await rejection(make({}).GET("/me", { [typed]: 1 } as object))) as Error;
      expect(error.message).toMatch(/: use (\w+, )*params, (\w+, )*body\b/);
    }
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
    expect(() => make({ retry: { limits: 1 } })).toThrow("use limit, maxDelayMs");
    expect(() => make({ hooks: { onRetries() {} } })).toThrow("use onRetry, ");
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
