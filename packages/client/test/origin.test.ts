import { afterEach, describe, expect, test } from "vitest";
import { detectRegion, exportMessages, paginate, throttle, upsertContact } from "../src/index.ts";
import { connect, rejection, TOKEN } from "./support/client.ts";
import { json, problem, serve } from "./support/serve.ts";

const BEARER = `Bearer ${TOKEN}`;

describe("the token goes to the client's own origin only", () => {
  test("a `baseUrl` of one call of openapi-fetch", async () => {
    const own = await serve((answer) => json(answer, 200, {}));
    const other = await serve((answer) => json(answer, 200, { id: "elsewhere" }));
    const { openapiFetch } = connect(own.url);
    const { data } = await openapiFetch.GET("/me", { baseUrl: other.url });
    expect(data).toEqual({ id: "elsewhere" });
    expect(other.seen[0]?.headers).not.toHaveProperty("authorization");
    await openapiFetch.GET("/me", { baseUrl: `${own.url}/below` });
    expect(own.seen[0]).toMatchObject({ url: "/below/me", headers: { authorization: BEARER } });
  });

  test.each(["of the client", "of the call"])("middleware %s that sends it elsewhere", async (whose) => {
    const own = await serve((answer) => json(answer, 200, {}));
    const other = await serve((answer) => json(answer, 200, { id: "elsewhere" }));
    const client = connect(own.url);
    const elsewhere = {
      onRequest: ({ request }: { request: Request }) => new Request(`${other.url}/me`, request),
    };
    if (whose === "of the client") client.openapiFetch.use(elsewhere);
    const { data } = await client.GET("/me", whose === "of the call" ? { middleware: [elsewhere] } : {});
    expect(data).toEqual({ id: "elsewhere" });
    expect(other.seen[0]?.headers).not.toHaveProperty("authorization");
    expect(own.seen).toEqual([]);
  });

  test.each([
    ["https://api.intercom.io", "https://api.intercom.io.example"],
    ["https://api.intercom.io", "https://api.intercom.io:8443"],
    ["https://api.intercom.io", "http://api.intercom.io"],
    ["http://127.0.0.1:1", "http://127.0.0.1:10"],
  ])("%s is not %s", async (baseUrl, other) => {
    const sent: [string, string | null][] = [];
    const fetch = async ({ url, headers }: Request) => {
      sent.push([url, headers.get("authorization")]);
      return Response.json({});
    };
    const { openapiFetch } = connect(baseUrl, { fetch });
    await openapiFetch.GET("/me", { baseUrl: other });
    await openapiFetch.GET("/me", { baseUrl: `${baseUrl}/below` });
    expect(sent).toEqual([
      [`${other}/me`, null],
      [`${baseUrl}/below/me`, BEARER],
    ]);
  });

  test("no retry and no fresh token for another origin either", async () => {
    const own = await serve((answer) => json(answer, 200, {}));
    const other = await serve((answer, _, count) => problem(answer, count === 1 ? 503 : 401, "unauthorized"));
    const asked: string[] = [];
    const client = connect(own.url, { token: ({ reason }) => (asked.push(reason), TOKEN) });
    const { response } = await client.openapiFetch.GET("/me", { baseUrl: other.url });
    expect(response.status).toBe(401);
    expect(asked).toEqual([]);
    expect(other.seen.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  });
});

describe("what somebody put into `Object.prototype` is no option", () => {
  const polluted: string[] = [];
  const pollute = (name: string, value: unknown, enumerable = true) => {
    polluted.push(name);
    Reflect.defineProperty(Object.prototype, name, { value, enumerable, configurable: true, writable: true });
  };
  const clean = () => {
    for (const name of polluted.splice(0)) delete (Object.prototype as Record<string, unknown>)[name];
  };
  afterEach(clean);

  test.each([true, false])("`baseUrl`, enumerable %s, of a client or of a call", async (enumerable) => {
    const own = await serve((answer) => json(answer, 200, {}));
    const other = await serve((answer) => json(answer, 200, {}));
    const client = connect(own.url);
    pollute("baseUrl", other.url, enumerable);
    await client.GET("/me");
    await client.openapiFetch.GET("/me");
    await connect(own.url).POST("/contacts/search", { body: { query: {} } as never });
    const regional = connect(own.url).withOptions({ region: "eu" });
    clean();
    expect(regional.baseUrl).toBe("https://api.eu.intercom.io");
    expect(other.seen).toEqual([]);
    expect(own.seen.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ["/me", BEARER],
      ["/me", BEARER],
      ["/contacts/search", BEARER],
    ]);
  });

  test("`region`, of a changed client and of a question for the region", async () => {
    const { url, seen } = await serve((answer) => json(answer, 200, { app: { region: "AU" } }));
    const client = connect(url);
    pollute("region", "eu");
    const changed = client.withOptions({ timeoutMs: 5000 });
    const region = await detectRegion(TOKEN, { baseUrl: url });
    clean();
    expect([changed.baseUrl, region]).toEqual([url, "au"]);
    expect(seen).toHaveLength(1);
  });

  test.each([
    ["maxItems", 0],
    ["startingAfter", "evil"],
    ["share", {}],
    ["poll", { minMs: NaN }],
    ["minMs", NaN],
    ["decompress", true],
    ["search", { limit: NaN }],
    ["delayMs", NaN],
  ])("`%s`, of what is built on the client", async (name, value) => {
    const { url } = await serve((answer, { method, url: path }) => {
      if (path === "/export/content/data")
        return json(answer, 200, { job_identifier: "j1", status: "no_data" });
      return json(answer, 200, method === "POST" ? { id: "c1" } : { type: "list", data: [{ id: "c1" }] });
    });
    pollute(name, value);
    const client = connect(url, { throttle: throttle() });
    const listed = await paginate(client, "GET", "/contacts").toArray();
    const { created } = await upsertContact(client, { external_id: "u1" });
    const { status } = await exportMessages(client, { from: 1, to: 2 });
    clean();
    expect([listed.length, created, status]).toEqual([1, true, "no_data"]);
  });

  // Node's own `fetch` takes `body`, `query` and `signal` from there, whoever calls it
  test.each([
    ["idempotent", true],
    ["retry", { limit: 9 }],
    ["limit", 9],
    ["timeoutMs", 1],
    ["deadlineMs", 1],
    ["headers", { "X-Evil": "1" }],
    ["params", { query: { evil: 1 } }],
    ["header", { "X-Evil": "1" }],
    ["tag_id", "evil"],
    ["parseAs", "text"],
    ["querySerializer", { allowReserved: true }],
    ["middleware", [{}]],
    ["region", "eu"],
    ["appInfo", { name: "evil" }],
  ])("`%s`", async (name, value) => {
    const { url, seen } = await serve((answer, { method }) =>
      method === "POST" ? problem(answer, 503) : json(answer, 200, {}),
    );
    pollute(name, value);
    const client = connect(url);
    const read = await client.GET("/me");
    const written = await client.POST("/tags", { body: { name: "vip" } });
    const missing = await rejection(client.DELETE("/tags/{tag_id}", {} as never));
    clean();
    expect(read.data).toEqual({});
    expect(written.error?.status).toBe(503);
    expect(missing).toMatchObject({ name: "IntercomUsageError" });
    expect(seen.map(({ method, url: path, body }) => [method, path, body])).toEqual([
      ["GET", "/me", ""],
      ["POST", "/tags", '{"name":"vip"}'],
    ]);
    for (const { headers } of seen) {
      expect(headers).not.toHaveProperty("x-evil");
      expect(headers["user-agent"]).not.toContain("evil");
    }
  });
});

test("an own `__proto__`, as `JSON.parse` makes, is refused wherever options are", async () => {
  const { url, seen } = await serve((answer) => problem(answer, 503));
  const given = (text: string) => JSON.parse(text) as object;
  const client = connect(url);
  const body = { name: "vip" };
  for (const options of ['{"__proto__":{"idempotent":true}}', '{"retry":{"__proto__":{"limit":9}}}']) {
    const error = await rejection(client.POST("/tags", { body, ...given(options) }));
    // spreading makes it the prototype of nothing, and keeps it
    expect(error).toMatchObject({ name: "IntercomUsageError" });
  }
  expect(() => connect(url, given('{"__proto__":{"baseUrl":"http://127.0.0.1:1"}}'))).toThrow("No option");
  expect(seen).toEqual([]);
});
