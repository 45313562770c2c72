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

test.each([
  ["Bearer secret", 200],
  ["bearer  secret", 200],
  ["Basic c2VjcmV0Og==", 200], // secret: with no password, as curl -u and intercom-client 5 send it
  ["Basic OnNlY3JldA==", 401], // a password
  ["secret", 401],
  ["Token secret", 401],
])("takes the token as it is sent by %s: %i", async (Authorization, status) => {
  expect(await call("/me", { headers: { Authorization } }, "2.12", "")).toMatchObject({ status });
});

test("answers what names no version in the newest one", async () => {
  expect(await call("/ticket_states", {}, null)).toMatchObject({ status: 200 });
});

// as clients of other versions send them, and as the API takes them
test.each(["/tags?per_page=150", "/conversations?order=desc&sort=updated_at", "/contacts?email=", "/tags/"])(
  "answers %s as without what it has no use for",
  async (path) => {
    const plain = await call(path.replace(/\/?(\?.*)?$/, ""));
    expect(await call(path)).toMatchObject({ status: 200, body: plain.body });
  },
);

test("takes a write whose path ends in a slash", async () => {
  const body = JSON.stringify({ created_at_after: 1_700_000_000, created_at_before: 1_700_086_400 });
  expect(await call("/export/content/data/", { method: "POST", body })).toMatchObject({ status: 200 });
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
    ["an unknown version", () => call("/me", {}, "1.9"), 400, "intercom_version_invalid"],
    ["an operation of another version", () => call("/ticket_states", {}, "2.11"), 404, "not_found"],
    ["a path that is none", () => call("/nowhere"), 404, "not_found"],
    ["a query parameter that is missing", () => call("/visitors"), 400, "parameter_missing"],
    ["a missing body", () => call("/contacts", { method: "POST" }), 400, "bad_request"],
    [
      "a body that does not fit",
      () => call("/contacts", { method: "POST", body: '{"email":5}' }),
      400,
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
});

test("ids of what there never is are an error, not none", () => {
  expect(() => local.ids("contact" as never)).toThrow(/No resource "contact": ids takes .*contacts/);
});
