import { describe, expect, test } from "vitest";
import { createIntercomClient, IntercomUsageError, type ClientOptions } from "../src/index.ts";
import { connect, rejection, TOKEN } from "./support/client.ts";
import { json, serve } from "./support/serve.ts";

const make = (options: object) =>
  createIntercomClient({ version: "2.12", token: TOKEN, ...options } as ClientOptions<"2.12">);

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

test("what `fetch` takes is passed on", async () => {
  const sent: Request[] = [];
  const fetch = async (request: Request) => {
    sent.push(request);
    return Response.json({});
  };
  await make({}).GET("/me", { fetch, cache: "no-store", credentials: "omit", keepalive: true });
  expect(sent[0]).toMatchObject({ cache: "no-store", credentials: "omit", keepalive: true });
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

test("an option that is undefined is as good as left out", async () => {
  const { url } = await serve(() => {});
  const client = connect(url, { timeoutMs: 50 });
  expect(await rejection(client.GET("/me", { timeoutMs: undefined }))).toMatchObject({ limitMs: 50 });
});
