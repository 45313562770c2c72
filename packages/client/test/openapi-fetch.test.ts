import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
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
  const { url } = await serve(() => {});
  const { openapiFetch } = connect(url, { timeoutMs: 200 });
  expect(await rejection(openapiFetch.GET("/me"))).toMatchObject({ limit: "timeoutMs", limitMs: 200 });
  const reason = new Error("no longer wanted");
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), 20);
  expect(await rejection(openapiFetch.GET("/me", { signal: controller.signal }))).toBe(reason);
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
