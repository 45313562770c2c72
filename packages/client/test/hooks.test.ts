import { expect, test, vi } from "vitest";
import type { Hooks } from "../src/index.ts";
import { connect, rejection } from "./support/client.ts";
import { json, problem, serve } from "./support/serve.ts";

function recorder() {
  const told: string[] = [];
  const start = performance.now();
  const hooks: Hooks = {
    onRequest: ({ request, attempt }) =>
      told.push(`request ${attempt} ${request.method} ${new URL(request.url).pathname}`),
    onResponse: ({ attempt, status, headers, durationMs }) =>
      told.push(
        `response ${attempt} ${status} ${headers.get("x-request-id")}`,
        `took ${durationMs >= 0 && durationMs < performance.now() - start + 1}`,
      ),
    onRetry: ({ attempt, status, delayMs }) => told.push(`retry ${attempt} ${status} ${delayMs >= 0}`),
    onError: ({ attempt, error }) => told.push(`error ${attempt} ${error}`),
  };
  return { told, hooks };
}

test("hooks are told of each attempt, retry and failure", async () => {
  const { told, hooks } = recorder();
  const { url } = await serve((answer, _, count) =>
    count === 1 ? problem(answer, 503) : problem(answer, 404, "not_found", { "X-Request-Id": "r-2" }),
  );
  await connect(url, { hooks }).GET("/me");
  expect(told).toEqual([
    "request 1 GET /me",
    "response 1 503 null",
    "took true",
    "retry 1 503 true",
    "request 2 GET /me",
    "response 2 404 r-2",
    "took true",
    "error 2 IntercomApiError: GET /me: 404 not_found",
  ]);
});

test("hooks are told once of a call that rejects, whatever the reason", async () => {
  const { told, hooks } = recorder();
  const { url } = await serve((answer, _, count) => (count === 1 ? answer.end("<html>") : undefined));
  const client = connect(url, { hooks, retry: false });
  await rejection(client.GET("/me"));
  await rejection(client.GET("/me", { timeoutMs: 30 }));
  await rejection(client.GET("/me", { fetch: () => Promise.reject(new Error("no network")) }));
  expect(told.filter((line) => line.startsWith("error"))).toEqual([
    "error 1 IntercomParseError: GET /me: 200 is not JSON",
    "error 1 IntercomTimeoutError: GET /me: exceeded timeoutMs: 30",
    "error 1 IntercomNetworkError: GET /me: connection failed",
  ]);
});

test("hooks see what is sent, each a copy, without the token", async () => {
  const { url, seen } = await serve((answer) => json(answer, 200, {}));
  const shown: Request[] = [];
  const keep = ({ request }: { request: Request }) => shown.push(request);
  const client = connect(url, {
    hooks: { onRequest: keep, onResponse: keep },
    headers: { "X-Team": "ours" },
  });
  await client.POST("/tags", { body: { name: "vip" } });
  await client.openapiFetch.POST("/tags", { body: { name: "vip" } });
  expect(shown).toHaveLength(4);
  for (const request of shown) {
    expect([request.method, request.url]).toEqual(["POST", `${url}/tags`]);
    expect(Object.fromEntries(request.headers)).toMatchObject({
      accept: "application/json",
      "content-type": "application/json",
      "x-team": "ours",
    });
    expect(request.headers.has("authorization")).toBe(false);
    expect(await request.json()).toEqual({ name: "vip" });
  }
  expect(seen.map(({ body }) => body)).toEqual(['{"name":"vip"}', '{"name":"vip"}']);
});

test("a hook or a logger that throws or rejects changes nothing", async () => {
  const { url, seen } = await serve((answer, _, count) =>
    count === 1 ? problem(answer, 503) : json(answer, 200, {}),
  );
  const fail = () => {
    throw new Error("broken hook");
  };
  const reject = () => Promise.reject(new Error("broken hook"));
  const hooks = { onRequest: fail, onResponse: reject, onRetry: fail, onError: reject };
  const logger = { debug: fail, warn: fail, error: fail };
  expect((await connect(url, { hooks }).GET("/me")).error).toBeUndefined();
  expect((await connect(url, { hooks, logger }).GET("/me")).error).toBeUndefined();
  expect(seen).toHaveLength(3);
});

test("the logger gets a line for each: method, path, status, no query and no ids", async () => {
  const { url } = await serve((answer, _, count) =>
    count === 1 ? problem(answer, 503) : problem(answer, 404, "not_found"),
  );
  const write = () => vi.fn<(line: string) => void>();
  const logger = { debug: write(), warn: write(), error: write() };
  await connect(url, { logger, retry: { maxDelayMs: 1 } }).GET("/contacts/{contact_id}/notes", {
    params: { path: { contact_id: "5f1e" as never }, query: { page: 2 } } as never,
  });
  const lines = (level: keyof typeof logger) =>
    logger[level].mock.calls.map(([line]) => line.replaceAll(/\d+ ms/g, "N ms"));
  const name = "GET /contacts/{contact_id}/notes";
  expect(lines("debug")).toEqual([
    `${name} #1: sent`,
    `${name} #1: 503 in N ms`,
    `${name} #2: sent`,
    `${name} #2: 404 in N ms`,
  ]);
  expect(lines("warn")).toEqual([`${name} #1: 503, retry in N ms`]);
  expect(lines("error")).toEqual([`${name} #2: IntercomApiError: ${name}: 404 not_found`]);
});

test("the logger is told of connections that fail too", async () => {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line.replaceAll(/\d+ ms/g, "N ms"));
  const logger = { debug: write, warn: write, error: write };
  const fetch = () => Promise.reject(new Error("no network"));
  await rejection(
    connect("http://127.0.0.1:1", { logger, fetch, retry: { limit: 1, maxDelayMs: 1 } }).GET("/me"),
  );
  expect(lines).toEqual([
    "GET /me #1: sent",
    "GET /me #1: failed, retry in N ms",
    "GET /me #2: sent",
    "GET /me #2: IntercomNetworkError: GET /me: connection failed",
  ]);
});

test("a failure before anything was sent is told once too", async () => {
  const { url, seen } = await serve((answer) => json(answer, 200, {}));
  const byId = "/contacts/{contact_id}";
  const reason = new Error("never wanted");
  const told: unknown[] = [];
  const lines: string[] = [];
  const client = connect(url, {
    hooks: { onError: ({ error, attempt, request }) => told.push([String(error), attempt, request?.method]) },
    logger: { debug: () => {}, warn: () => {}, error: (line) => lines.push(line) },
  });
  await rejection(client.GET("/me", { signal: AbortSignal.abort(reason) }));
  await rejection(client.GET(byId, { params: { path: { contact_id: "" } } }));
  await rejection(client.GET("/me", { timeout: 1 } as object));
  await rejection(client.POST("/tags", { body: { name: 1n } as never }));
  await rejection(
    client.GET("/me", {
      middleware: [
        {
          onRequest() {
            throw reason;
          },
        },
      ],
    }),
  );
  expect(told).toEqual([
    ["Error: never wanted", 0, "GET"],
    ['IntercomUsageError: `params.path.contact_id` cannot be ""', 0, undefined],
    [expect.stringContaining("IntercomUsageError: No option `timeout`"), 0, undefined],
    ["IntercomUsageError: POST /tags: cannot be written", 0, undefined],
    ["Error: never wanted", 0, "GET"],
  ]);
  expect(lines).toHaveLength(told.length);
  expect(seen).toEqual([]);
});

test("what middleware makes good is no failure, and what it breaks is one", async () => {
  const { url } = await serve((answer) => json(answer, 200, {}));
  const told: string[] = [];
  const client = connect(url, { hooks: { onError: ({ error }) => told.push(String(error)) } });
  const { data } = await client.GET("/me", {
    fetch: () => Promise.reject(new Error("no network")),
    retry: false,
    middleware: [{ onError: () => Response.json({ id: "1" }) }],
  });
  expect(data).toEqual({ id: "1" });
  expect(told).toEqual([]);
  await client.GET("/me", { middleware: [{ onResponse: () => Response.json({}, { status: 418 }) }] });
  expect(told).toEqual(["IntercomApiError: GET /me: 418"]);
});

test("hooks and loggers that reject or never come back do no harm", async () => {
  const unhandled: unknown[] = [];
  const keep = (error: unknown) => unhandled.push(error);
  process.on("unhandledRejection", keep);
  const { url, seen } = await serve((answer, _, count) =>
    count === 1 ? problem(answer, 503) : json(answer, 200, {}),
  );
  const reject = () => Promise.reject(new Error("the sink is down"));
  const hang = () => new Promise(() => {});
  for (const work of [reject, hang]) {
    const logger = { debug: work, warn: work, error: work };
    const hooks = { onRequest: work, onResponse: work, onRetry: work, onError: work };
    expect((await connect(url, { logger, hooks }).GET("/me")).error).toBeUndefined();
  }
  // what is not handled is known once promises had their turn
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", keep);
  expect(unhandled).toEqual([]);
  expect(seen).toHaveLength(3);
});

test("one short line for each, whatever Intercom's code or somebody's error says", async () => {
  const code = `x\n2026-01-01 ERROR forged \u001b[31m${"y".repeat(1e5)}`;
  const { url } = await serve((answer) => json(answer, 400, { errors: [{ code }] }));
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const client = connect(url, { logger: { debug: () => {}, warn: () => {}, error: write } });
  const { error } = await client.GET("/me");
  expect(error).toMatchObject({ message: "GET /me: 400", code });
  const forged = Object.assign(new Error("no"), { name: "Bad\nERROR forged" });
  await rejection(client.GET("/me", { middleware: [{ onRequest: () => Promise.reject(forged) }] }));
  expect(lines).toEqual(["GET /me #1: IntercomApiError: GET /me: 400", "GET /me #0: Bad ERROR forged"]);
});
