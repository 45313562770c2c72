import { Buffer } from "node:buffer";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { API_VERSIONS } from "../src/generated/versions.ts";
import { IntercomApiError, IntercomParseError } from "../src/index.ts";
import { connect, rejection } from "./support/client.ts";
import { json, serve } from "./support/serve.ts";

const HTML = `<!doctype html><title>Just a moment…</title>${"<p>Are you a human?</p>".repeat(50)}`;

describe("a 2xx without the JSON that is due: IntercomParseError", () => {
  const answers: [string, string, (answer: ServerResponse) => void][] = [
    ["HTML", "text/html", (answer) => answer.end(HTML)],
    ["truncated JSON", "application/json", (answer) => answer.end('{"type":"admin","id":')],
    [
      "truncated JSON of known length",
      "application/json",
      (answer) => answer.setHeader("Content-Length", 1).end("{"),
    ],
    ["an empty body", "application/json", (answer) => answer.end()],
    ["an empty body in chunks", "application/json", (answer) => (answer.flushHeaders(), answer.end())],
  ];
  test.each(answers)("%s", async (_, type, end) => {
    const { url, seen } = await serve((answer) => end(answer.setHeader("Content-Type", type)));
    const error = await rejection(connect(url).GET("/me"));
    expect(error).toBeInstanceOf(IntercomParseError);
    expect(error).toMatchObject({ status: 200, contentType: type });
    expect((error as IntercomParseError).excerpt.length).toBeLessThanOrEqual(200);
    expect((error as Error).message).toBe("GET /me: 200 is not JSON");
    expect(seen).toHaveLength(1);
  });

  test("its excerpt is the first 200 characters", async () => {
    const { url } = await serve((answer) => answer.end(HTML));
    expect(await rejection(connect(url).GET("/me"))).toMatchObject({ excerpt: HTML.slice(0, 200) });
  });
});

test.each([
  [405, "a captcha page"],
  [504, "a gateway's page"],
  [404, "an empty body"],
  [401, "truncated JSON"],
])("%i with %s: `error` with the status", async (status, what) => {
  const body = what.includes("page") ? HTML : what.includes("JSON") ? '{"errors":[' : "";
  const { url } = await serve((answer) => answer.writeHead(status, { "X-Request-Id": "r-9" }).end(body));
  const { data, error, requestId } = await connect(url, { retry: false }).GET("/me");
  expect(data).toBeUndefined();
  expect(error).toBeInstanceOf(IntercomApiError);
  expect(error).toMatchObject({ status, code: undefined, errors: [], requestId: "r-9" });
  expect(requestId).toBe("r-9");
});

test.each([
  "null",
  '"text"',
  "[]",
  '{"errors":null}',
  '{"errors":[null,3,{"message":"no code"}]}',
  '{"errors":{}}',
])("an error of the wrong shape is an `error` all the same: %s", async (body) => {
  const { url } = await serve((answer) => answer.writeHead(422).end(body));
  const { error } = await connect(url).GET("/me");
  expect(error).toMatchObject({ status: 422, code: undefined, errors: [] });
});

/** The operations without data, as the types of every version have them. */
const EMPTY = [...new Set(API_VERSIONS.flatMap(emptyOperations))];

function emptyOperations(version: string): string[] {
  const types = readFileSync(new URL(`../../types-${version}/index.d.ts`, import.meta.url), "utf8");
  const [, endpoints = ""] = /^export interface Endpoints\b(.*?)^}/ms.exec(types) ?? [];
  const found: string[] = [];
  let [method, path] = ["", ""];
  for (const line of endpoints.split("\n")) {
    method = /^ {2}(\w+): {$/.exec(line)?.[1] ?? method;
    path = /^ {4}"(.+)": {$/.exec(line)?.[1] ?? path;
    if (line === "      data: undefined;") found.push(`${method} ${path}`);
  }
  return found;
}

describe("no body where none is due: `data` undefined, no error", () => {
  const empty = { data: undefined, error: undefined };
  const event = { event_name: "ordered", created_at: 1, user_id: "25" };

  test.each([202, 204, 205])("%i, of any operation", async (status) => {
    const { url } = await serve((answer) => answer.writeHead(status).end());
    const client = connect(url);
    for (const call of [() => client.POST("/events", { body: event as never }), () => client.GET("/me")]) {
      const { data, error, response } = await call();
      expect({ data, error }).toEqual(empty);
      expect(response.status).toBe(status);
    }
  });

  test("an empty 200 where it is documented", async () => {
    const { url } = await serve((answer, _, count) => {
      if (count === 3) answer.flushHeaders();
      answer.end();
    });
    const client = connect(url);
    const calls = [
      await client.DELETE("/tags/{tag_id}", { params: { path: { tag_id: "1" } } }),
      await client.POST("/events/summaries", { body: { user_id: "25", event_summaries: {} } as never }),
      await client.DELETE("/tags/{tag_id}", { params: { path: { tag_id: "1" } } }),
    ];
    expect(calls.map(({ data, error }) => ({ data, error }))).toEqual([empty, empty, empty]);
  });

  test("some are documented so", () => {
    expect(EMPTY).toEqual(expect.arrayContaining(["POST /events", "DELETE /tags/{tag_id}"]));
  });

  test.each(EMPTY)("%s, documented so", async (operation) => {
    const [method, path] = operation.split(" ") as ["POST", "/events"];
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => [name, "1"]);
    const options = { params: { path: Object.fromEntries(names) as object } };
    for (const status of [200, 202, 204]) {
      const { url } = await serve((answer) => answer.writeHead(status).end());
      const { data, error } = await connect(url)[method](path, options as never);
      expect(data ?? undefined).toBeUndefined();
      expect(error).toBeUndefined();
    }
  });
});

describe("the download of an export", () => {
  const csv = "id,name\n1,Mira\n".repeat(1000);
  const params = { path: { job_identifier: "job-1" } };
  const path = "/download/content/data/{job_identifier}";
  const download = () =>
    serve((answer, { headers }) => {
      if (headers.accept !== "application/octet-stream") return json(answer, 406, {});
      return answer.setHeader("Content-Type", "application/octet-stream").end(gzipSync(csv));
    });

  test("is a stream of the bytes, as they are", async () => {
    const { url } = await download();
    const { data, error, response } = await connect(url).GET(path, { params });
    expect(error).toBeUndefined();
    expect(data).toBe(response.body);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(gunzipSync(bytes).toString()).toBe(csv);
  });

  test.each(["arrayBuffer", "blob"] as const)("is an %s when asked", async (parseAs) => {
    const { url } = await download();
    const { data } = await connect(url).GET(path, { params, parseAs });
    const bytes = Buffer.from(await new Response(data).arrayBuffer());
    expect(gunzipSync(bytes).toString()).toBe(csv);
  });

  test("that is not there is an `error`", async () => {
    const { url } = await serve((answer) => json(answer, 404, { errors: [{ code: "not_found" }] }));
    const { data, error } = await connect(url).GET(path, { params });
    expect(data).toBeUndefined();
    expect(error).toMatchObject({ status: 404, code: "not_found" });
  });

  test("of half a GiB streams in constant memory", async () => {
    const MiB = 1024 * 1024;
    const chunk = Buffer.alloc(MiB, 7);
    const { url } = await serve(async (answer) => {
      answer.setHeader("Content-Type", "application/octet-stream");
      for (let sent = 0; sent < 512; sent++) if (!answer.write(chunk)) await once(answer, "drain");
      answer.end();
    });
    const { signal } = new AbortController();
    const { response } = await connect(url).GET(path, { params, signal });
    const held = () => process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
    const before = held();
    let received = 0;
    let most = 0;
    for await (const part of response.body!) {
      received += part.byteLength;
      if (received % (64 * MiB) < part.byteLength) most = Math.max(most, held() - before);
    }
    expect(received).toBe(512 * MiB);
    expect(most).toBeLessThan(200 * MiB);
  });
});

test('`parseAs: "text"` gives the text, JSON or not', async () => {
  const { url } = await serve((answer) => answer.end(HTML));
  const { data } = await connect(url).GET("/me", { parseAs: "text" });
  expect(data).toBe(HTML);
});

test("a byte order mark before the JSON is no harm", async () => {
  const { url } = await serve((answer) => answer.end('\uFEFF{"id":"1"}'));
  expect((await connect(url).GET("/me")).data).toMatchObject({ id: "1" });
});

test("a compressed answer is decompressed", async () => {
  const { url } = await serve((answer) =>
    answer.writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync('{"id":"1"}')),
  );
  expect((await connect(url).GET("/me")).data).toMatchObject({ id: "1" });
});

test.each([
  Object.assign(new Error("Cannot create a string"), { code: "ERR_STRING_TOO_LONG" }),
  new RangeError("Invalid string length"),
])("a body that is too long for a string is told as that, and not fetched again: %s", async (refusal) => {
  const { url, seen } = await serve((answer) => json(answer, 200, { id: "1" }));
  const fetch = async (request: Request) => {
    const answer = await globalThis.fetch(request);
    return Object.assign(answer, { text: () => answer.arrayBuffer().then(() => Promise.reject(refusal)) });
  };
  const error = await rejection(connect(url, { fetch }).GET("/me"));
  expect(error).toBeInstanceOf(IntercomParseError);
  expect(error).toMatchObject({ message: "GET /me: 200 is too long", status: 200, excerpt: "" });
  expect(seen).toHaveLength(1);
});

describe.each([204, 205])("a %i has no body to give", (status) => {
  test.each(["json", "text", "blob", "arrayBuffer", "stream"] as const)("as %s", async (parseAs) => {
    const { url } = await serve((answer) => answer.writeHead(status).end());
    const client = connect(url, { retry: false });
    const { signal } = new AbortController();
    const init = { params: { path: { tag_id: "1" } }, parseAs, signal };
    for (const middleware of [undefined, [{ onRequest() {} }]]) {
      const { response } = await client.DELETE("/tags/{tag_id}", { ...init, middleware });
      expect(response.status).toBe(status);
    }
    const { response } = await client.openapiFetch.DELETE("/tags/{tag_id}", init);
    expect(response.status).toBe(status);
  });
});
