import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLocalIntercom, type LocalIntercom } from "../src/index.ts";

let local: LocalIntercom;

beforeAll(async () => {
  local = await startLocalIntercom({ token: "secret" });
});

afterAll(() => local.close());

async function call(path: string, init: RequestInit = {}, version: string | null = "2.12", token = "secret") {
  const headers = new Headers(init.headers);
  if (token) headers.set("Authorization", `Bearer ${token}`);
  if (version) headers.set("Intercom-Version", version);
  if (init.body) headers.set("Content-Type", "application/json");
  const response = await fetch(new URL(path, local.url), { ...init, headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
}

test("answers from the description", async () => {
  const { status, body, headers } = await call("/me");
  expect(status).toBe(200);
  expect(body).toMatchObject({ type: "admin" });
  expect(headers.get("Intercom-Version")).toBe("2.12");
  expect(headers.get("X-RateLimit-Remaining")).toMatch(/^\d+$/);
  expect(headers.get("X-Request-Id")).toMatch(/^[\w-]{36}$/);
});

test("prefers a fixed path to a placeholder", async () => {
  const { body } = await call("/contacts/search", {
    method: "POST",
    body: JSON.stringify({ query: { field: "email", operator: "=", value: "mira.okafor@example.com" } }),
  });
  expect(body.data).toBeInstanceOf(Array);
});

describe("refuses", () => {
  test.each([
    ["a missing token", () => call("/me", {}, "2.12", ""), 401, "missing_authorization"],
    ["a wrong token", () => call("/me", {}, "2.12", "other"), 401, "unauthorized"],
    ["a missing version", () => call("/me", {}, null), 400, "intercom_version_invalid"],
    ["an unknown version", () => call("/me", {}, "1.9"), 400, "intercom_version_invalid"],
    ["an operation of another version", () => call("/ticket_states", {}, "2.11"), 404, "not_found"],
    ["a path that is none", () => call("/nowhere"), 404, "not_found"],
    ["a query parameter that is none", () => call("/contacts?limit=5"), 400, "parameter_invalid"],
    ["a query parameter that is missing", () => call("/visitors"), 400, "parameter_missing"],
    ["a missing body", () => call("/contacts", { method: "POST" }), 400, "bad_request"],
    [
      "a body that does not fit",
      () => call("/contacts", { method: "POST", body: '{"email":5}' }),
      422,
      "parameter_invalid",
    ],
    [
      "a body where there is none",
      () => call("/contacts/1/archive", { method: "POST", body: '{"email":5}' }),
      400,
      "parameter_invalid",
    ],
  ])("%s", async (_, send, status, code) => {
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ type: "error.list", errors: [{ code }] });
    expect(answer.body.request_id).toBe(answer.headers.get("X-Request-Id"));
  });

  test.each(["text/xml", "text/html, image/*"])("a request that accepts %s only", async (accept) => {
    const answer = await call("/contacts", { headers: { Accept: accept } });
    expect([answer.status, answer.body]).toEqual([
      406,
      { type: "error.list", errors: [{ code: "media_type_not_acceptable", message: expect.any(String) }] },
    ]);
  });

  test.each(["", "*/*", "text/html, application/json;q=0.5", "application/octet-stream"])(
    "nothing for accepting %j",
    async (accept) => {
      expect((await call("/contacts", { headers: { Accept: accept } })).status).toBe(200);
    },
  );

  test("a body that is no JSON, before there is a list of errors", async () => {
    const answer = await call("/contacts", { method: "POST", body: "{" });
    expect([answer.status, answer.body]).toEqual([400, { status: 400, error: expect.any(String) }]);
  });
});
