import { runInNewContext } from "node:vm";
import { expect, test, vi } from "vitest";
import * as client from "../src/index.ts";
import { connect, rejection } from "./support/client.ts";
import { json, problem, serve } from "./support/serve.ts";

const conflict = (message: string) => ({
  type: "error.list",
  request_id: "body-1",
  errors: [{ code: "conflict", message, field: "email" }],
});

test("an error tells status, code, errors, request id, attempts and rate limit", async () => {
  const reset = Math.ceil(Date.now() / 1000) + 5;
  const { url } = await serve((answer) =>
    json(answer, 409, conflict("no"), {
      "X-Request-Id": "header-1",
      "X-RateLimit-Limit": 166,
      "X-RateLimit-Remaining": 3,
      "X-RateLimit-Reset": reset,
    }),
  );
  const { error, requestId, rateLimit, response } = await connect(url).POST("/contacts", {
    body: { email: "mira@example.com" } as never,
  });
  expect(error).toBeInstanceOf(client.IntercomApiError);
  expect(error).toBeInstanceOf(client.IntercomError);
  expect({ ...error }).toEqual({
    name: "IntercomApiError",
    status: 409,
    code: "conflict",
    errors: [{ code: "conflict", message: "no", field: "email" }],
    requestId: "body-1",
    rateLimit: { limit: 166, remaining: 3, resetAt: new Date(reset * 1000) },
    retryAfterMs: undefined,
    existingId: undefined,
    attempts: 1,
  });
  expect({ requestId, rateLimit }).toEqual({ requestId: error?.requestId, rateLimit: error?.rateLimit });
  expect(response.status).toBe(409);
});

test.each([
  [400, { error_key: "sms_failed", message: "not sent" }, [{ code: "sms_failed", message: "not sent" }]],
  [422, { error_key: "some_key" }, [{ code: "some_key", message: undefined }]],
  [400, { status: 400, error: "no JSON" }, [{ code: "bad_request", message: "no JSON" }]],
  // a gateway's, of which Intercom says nothing
  [502, { status: 502, error: "Bad Gateway" }, []],
  [400, { type: "error.list", errors: [], error: "x" }, []],
])("an error of %s knows the bodies that are no list of errors: %j", async (status, body, errors) => {
  const { url } = await serve((answer) => json(answer, status, body));
  const { error } = await connect(url, { retry: false }).GET("/me");
  expect(error).toMatchObject({ status, errors });
  expect(error?.code).toBe(errors[0]?.code);
});

test("the request id comes from the body, else from the header", async () => {
  const { url } = await serve((answer, _, count) =>
    json(
      answer,
      count === 1 ? 200 : 404,
      { request_id: count === 2 ? null : undefined },
      { "X-Request-Id": "h-1" },
    ),
  );
  const calls = [];
  for (let call = 0; call < 3; call++) calls.push(await connect(url).GET("/me"));
  expect(calls.map(({ requestId }) => requestId)).toEqual(["h-1", "h-1", "h-1"]);
  expect(calls.map(({ error }) => error?.requestId)).toEqual([undefined, "h-1", "h-1"]);
});

test.each([
  [
    "A contact matching those details already exists with id=5ba682d23d7cf92bef87bfd4",
    "5ba682d23d7cf92bef87bfd4",
  ],
  ["An archived contact matching those details already exists with id=6650a", "6650a"],
  ["Something else is in the way", undefined],
  ["Not found, with id=6650a", undefined, 404],
])("what a 409 says there is already: %s", async (message, existingId, status = 409) => {
  const { url } = await serve((answer) => json(answer, status, conflict(message)));
  const { error } = await connect(url).POST("/contacts", { body: { email: "mira@example.com" } as never });
  expect(error?.existingId).toBe(existingId);
});

test("the message is short: method, path without ids, status and code", async () => {
  const { url } = await serve((answer) =>
    json(answer, 404, { errors: [{ code: "not_found", message: "x".repeat(9999) }] }),
  );
  const { error } = await connect(url).GET("/contacts/{contact_id}", {
    params: { path: { contact_id: "5f1e" } },
  });
  expect(String(error)).toBe("IntercomApiError: GET /contacts/{contact_id}: 404 not_found");
});

test("`unwrap` gives the data, or throws the error", async () => {
  const { url } = await serve((answer, _, count) =>
    count === 1 ? json(answer, 200, { id: "1" }) : problem(answer, 404, "not_found"),
  );
  const intercom = connect(url);
  expect(await client.unwrap(intercom.GET("/me"))).toEqual({ id: "1" });
  expect(await rejection(client.unwrap(intercom.GET("/me")))).toMatchObject({
    status: 404,
    code: "not_found",
  });
});

const made = {
  IntercomApiError: new client.IntercomApiError(""),
  IntercomNetworkError: new client.IntercomNetworkError(""),
  IntercomParseError: new client.IntercomParseError(""),
  IntercomTimeoutError: new client.IntercomTimeoutError(""),
  IntercomUsageError: new client.IntercomUsageError(""),
};

const guards = {
  IntercomApiError: client.isIntercomApiError,
  IntercomNetworkError: client.isIntercomNetworkError,
  IntercomParseError: client.isIntercomParseError,
  IntercomTimeoutError: client.isIntercomTimeoutError,
  IntercomUsageError: client.isIntercomUsageError,
};

test.each(Object.keys(made) as (keyof typeof made)[])("is%s tells it from all others", (name) => {
  const guard = guards[name];
  for (const [other, error] of Object.entries(made)) {
    expect(guard(error)).toBe(other === name);
    expect(client.isIntercomError(error)).toBe(true);
    expect(error).toMatchObject({ name: other });
  }
  for (const other of [null, undefined, 1, "", {}, new Error("no"), { name }]) {
    expect(guard(other)).toBe(false);
    expect(client.isIntercomError(other)).toBe(false);
  }
});

test("guards work across realms and bundles", () => {
  // what another copy of the client makes in another realm
  const foreign: unknown = runInNewContext(`
    class Foreign extends Error {
      name = "IntercomApiError";
      get [Symbol.for("intercom.error")]() { return this.name; }
    }
    new Foreign("from afar")
  `);
  expect(foreign).not.toBeInstanceOf(Error);
  expect(client.isIntercomApiError(foreign)).toBe(true);
  expect(client.isIntercomError(foreign)).toBe(true);
  expect(client.isIntercomUsageError(foreign)).toBe(false);
});

test("the JSON of an error has its message", async () => {
  const { url } = await serve((answer) => problem(answer, 404, "not_found"));
  const { error } = await connect(url).GET("/me");
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({
    name: "IntercomApiError",
    message: "GET /me: 404 not_found",
    status: 404,
    code: "not_found",
  });
  expect(JSON.stringify({ error: new client.IntercomUsageError("no") })).toBe(
    '{"error":{"name":"IntercomUsageError","message":"no"}}',
  );
});

test.each([
  [400, '{"errors":[{"code":{"toString":1,"valueOf":1}}]}'],
  [400, '{"errors":[{"code":["x"]},{"code":7},{"code":null}]}'],
  [409, '{"errors":[{"code":"conflict","message":{"toString":null,"valueOf":null}}]}'],
  [409, '{"errors":[{"code":"conflict","message":7}]}'],
  [404, '{"request_id":{"toString":null},"errors":"none"}'],
  [422, '{"errors":{"code":{"__proto__":null}}}'],
  [500, '{"__proto__":{"errors":[{"code":"x"}]}}'],
])("an error body of unusual types: `error` with the %i: %s", async (status, body) => {
  const { url } = await serve((answer) => answer.writeHead(status).end(body));
  for (const intercom of [connect(url, { retry: false }), connect(url, { retry: false, logger: console })]) {
    vi.spyOn(console, "error").mockReturnValue();
    vi.spyOn(console, "debug").mockReturnValue();
    const { error, requestId } = await intercom.POST("/contacts", {
      body: { email: "mira@example.com" } as never,
    });
    vi.restoreAllMocks();
    expect(error).toMatchObject({ status, existingId: undefined });
    expect(requestId).toBeUndefined();
  }
});
