import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { IntercomParseError } from "../src/index.ts";
import { connect, rejection, TOKEN } from "./support/client.ts";
import { json, problem, serve } from "./support/serve.ts";

// what openapi-react-query, swr-openapi and the like are given
test("the openapi-fetch client underneath has the token, the version and the retries", async () => {
  const { url, seen } = await serve((answer, _, count) =>
    count < 3 ? problem(answer, 503) : json(answer, 200, { id: "1" }),
  );
  const { data } = await connect(url).openapiFetch.GET("/me");
  expect(data).toEqual({ id: "1" });
  expect(seen).toHaveLength(3);
  expect(seen[2]?.headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, "intercom-version": "2.12" });
});

test("it tells reading POSTs by their URL, also below a path, and sends other writes once", async () => {
  const { url, seen } = await serve((answer) => problem(answer, 500));
  const { openapiFetch } = connect(`${url}/intercom/`);
  await openapiFetch.POST("/companies/list", { params: { query: { page: 1 } } });
  expect(seen.map((one) => one.url)).toEqual(Array(3).fill("/intercom/companies/list?page=1"));
  await openapiFetch.POST("/tags", { body: { name: "vip" } });
  expect(seen).toHaveLength(4);
});

test("it has the client's limits, and ends with the caller's signal", async () => {
  const reason = new Error("no longer wanted");
  const controller = new AbortController();
  const { url } = await serve((_, { url: path }) => path === "/admins" && controller.abort(reason));
  const { openapiFetch } = connect(url, { timeoutMs: 20 });
  expect(await rejection(openapiFetch.GET("/me"))).toMatchObject({ limit: "timeoutMs", limitMs: 20 });
  const patient = { signal: controller.signal, timeoutMs: 3_600_000 };
  expect(await rejection(openapiFetch.GET("/admins", patient))).toBe(reason);
});

test("it never gives data or a bare SyntaxError for a 200 without JSON", async () => {
  const { url } = await serve((answer) => answer.end("<html>"));
  expect(await rejection(connect(url).openapiFetch.GET("/me"))).toBeInstanceOf(IntercomParseError);
});

test("it gives the error body as openapi-fetch does", async () => {
  const { url } = await serve((answer) => problem(answer, 404, "not_found"));
  const { error, response } = await connect(url).openapiFetch.GET("/me");
  expect(error).toMatchObject({ type: "error.list", errors: [{ code: "not_found" }] });
  expect(response.status).toBe(404);
});

test("it streams the download of an export, refuses wrong path parameters and gives nothing for a 204", async () => {
  const { url } = await serve((answer, { url: path, headers }) =>
    path.startsWith("/download/")
      ? answer.setHeader("X-Accepts", String(headers.accept)).end(gzipSync("id"))
      : answer.writeHead(204).end(),
  );
  const { openapiFetch } = connect(url);
  const path = "/download/content/data/{job_identifier}";
  const params = { path: { job_identifier: "job-1" } };
  const { data, response } = await openapiFetch.GET(path, { params, parseAs: "stream" });
  expect(data).toBeInstanceOf(ReadableStream);
  expect(response.headers.get("X-Accepts")).toBe("application/octet-stream");
  await response.body?.cancel();

  const wrong = { params: { path: { job_identifier: ".." } } };
  expect(await rejection(openapiFetch.GET(path, wrong))).toMatchObject({ name: "IntercomUsageError" });
  const event = { event_name: "ordered", created_at: 1, user_id: "25" } as never;
  expect(await openapiFetch.POST("/events", { body: event })).toMatchObject({ data: undefined });
});

test("middleware of it serves the client's own calls too", async () => {
  const { url, seen } = await serve((answer) => json(answer, 200, {}));
  const client = connect(url);
  client.openapiFetch.use({ onRequest: ({ request }) => request.headers.set("X-Trace", "1") });
  await client.GET("/me");
  expect(seen[0]?.headers["x-trace"]).toBe("1");
});

describe("whatever a call of it says, the chain stays", () => {
  test("a `fetch`", async () => {
    const { url, seen } = await serve((answer, _, count) =>
      count === 1 ? problem(answer, 503) : json(answer, 200, { id: "1" }),
    );
    let calls = 0;
    const fetch = (request: Request) => (calls++, globalThis.fetch(request));
    const { data } = await connect(url).openapiFetch.GET("/me", { fetch });
    expect(data).toEqual({ id: "1" });
    expect(calls).toBe(2);
    expect(seen[1]?.headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, "intercom-version": "2.12" });
  });

  test("a `parseAs`, on an answer that is not JSON", async () => {
    const { url } = await serve((answer) => answer.end("<html>"));
    const { openapiFetch } = connect(url);
    expect((await openapiFetch.GET("/me", { parseAs: "text" })).data).toBe("<html>");
    expect(await (await openapiFetch.GET("/me", { parseAs: "blob" })).data?.text()).toBe("<html>");
    expect((await openapiFetch.GET("/me", { parseAs: "stream" })).data).toBeInstanceOf(ReadableStream);
  });

  test("a `baseUrl`: the call keeps its name, so that a read is retried and may be empty", async () => {
    const { url, seen } = await serve((answer, { url: path }) =>
      path.endsWith("/search") ? problem(answer, 503) : answer.end(),
    );
    const { openapiFetch } = connect("http://127.0.0.1:1", { retry: { limit: 1, maxDelayMs: 1 } });
    const body = { query: { field: "role", operator: "=", value: "user" } } as never;
    await openapiFetch.POST("/contacts/search", { baseUrl: `${url}/below`, body });
    expect(seen).toHaveLength(2);
    const params = { path: { tag_id: "1" } };
    const { data } = await openapiFetch.DELETE("/tags/{tag_id}", { baseUrl: url, params });
    expect(data).toBeUndefined();
  });

  test("options of the transport, which are checked", async () => {
    const { url } = await serve(() => {});
    const { openapiFetch } = connect(url);
    expect(await rejection(openapiFetch.GET("/me", { timeoutMs: 20 }))).toMatchObject({ limitMs: 20 });
    expect(await rejection(openapiFetch.GET("/me", { timeoutMs: false }))).toMatchObject({
      name: "IntercomUsageError",
    });
  });

  test("what only some runtimes' `fetch` takes, a custom `Request` and properties of it", async () => {
    class Custom extends Request {}
    const given: [Request, RequestInit][] = [];
    const fetch = async (request: Request, init: RequestInit) => (
      given.push([request, init]),
      Response.json({})
    );
    const { openapiFetch } = connect("http://127.0.0.1:1", { fetch });
    await openapiFetch.GET("/me", { next: { revalidate: 60 }, cf: { cacheTtl: 5 }, Request: Custom });
    const [[request, init]] = given as [[Request, RequestInit]];
    expect(request).toBeInstanceOf(Custom);
    expect(request).toMatchObject({ next: { revalidate: 60 }, cf: { cacheTtl: 5 } });
    expect(init).toMatchObject({ next: { revalidate: 60 }, cf: { cacheTtl: 5 } });
  });
});

test("middleware may give another request, and sees answers that are whole", async () => {
  const { url, seen } = await serve((answer, one) => json(answer, 200, { path: one.url, body: one.body }));
  const client = connect(url);
  const texts: string[] = [];
  client.openapiFetch.use({
    onRequest: ({ request }) => new Request(`${request.url}?traced=1`, request),
    onResponse: async ({ response }) => {
      texts.push(`${new URL(response.url).pathname} ${await response.clone().text()}`);
      return Response.json({ ...(await response.json()), changed: true }, response);
    },
  });
  const { data } = await client.POST("/tags", { body: { name: "vip" } });
  expect(data).toEqual({ path: "/tags?traced=1", body: '{"name":"vip"}', changed: true });
  expect(texts).toEqual([`/tags {"path":"/tags?traced=1","body":"{\\"name\\":\\"vip\\"}"}`]);
  expect(seen[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
});

test("a failure is told once, also of its own calls", async () => {
  const { url } = await serve((answer) => problem(answer, 404, "not_found"));
  const told: string[] = [];
  const { openapiFetch } = connect(url, { hooks: { onError: ({ error }) => told.push(String(error)) } });
  await openapiFetch.GET("/contacts/{contact_id}", { params: { path: { contact_id: "1" } } });
  expect(told).toEqual(["IntercomApiError: GET /contacts/{contact_id}: 404 not_found"]);
});

test("an empty body stays one where middleware has seen the request", async () => {
  const { url, seen } = await serve((answer, _, count) =>
    count === 1 ? problem(answer, 503) : json(answer, 200, {}),
  );
  const { error } = await connect(url).POST("/tags", {
    body: { name: "vip" },
    bodySerializer: () => "",
    idempotent: true,
    middleware: [{ onRequest: () => {} }],
  });
  expect(error).toBeUndefined();
  expect(seen.map(({ method, body }) => method + body)).toEqual(["POST", "POST"]);
});

test("it has the methods that Intercom describes nothing for, and the client has not", async () => {
  const { url, seen } = await serve((answer) => answer.end());
  const client = connect(url);
  const { data, response } = await client.openapiFetch.HEAD("/me" as never);
  expect([data, response.status, seen[0]?.method]).toEqual([undefined, 200, "HEAD"]);
  expect(
    Object.keys(client)
      .filter((name) => /^[A-Z]+$/.test(name))
      .toSorted(),
  ).toEqual(["DELETE", "GET", "PATCH", "POST", "PUT"]);
});
