import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { startLocalIntercom, type LocalIntercom } from "../src/index.ts";
import { caller, clock, open, type Body } from "./harness.ts";

function controller(local: LocalIntercom) {
  return async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await fetch(`${local.url}/_local/${path}`, init);
    return { status: response.status, body: (await response.json()) as Body };
  };
}

async function opened(options: Parameters<typeof open>[0] = {}) {
  const { local, call } = await open(options);
  return { local, call, control: controller(local) };
}

describe("a reset", () => {
  test("brings everything back to the start, over HTTP and by its method", async () => {
    const { local, call, control } = await opened({
      seed: { contacts: 2 },
      rateLimit: { limit: 3, windowMs: 1000 },
      now: clock().now,
    });
    for (const reset of [() => control("POST", "reset"), () => local.reset()]) {
      local.setFaults(() => ({ kind: "status", status: 503 }));
      expect((await call("GET", "/contacts")).status).toBe(503);
      local.setFaults(undefined);
      await call("POST", "/contacts", { email: "new@example.com" });
      const [first] = local.ids("contacts");
      await call("DELETE", `/contacts/${first}`);
      await call("GET", "/me");
      expect((await call("GET", "/me")).status).toBe(429);
      await reset();
      expect(local.requests).toEqual([]);
      expect((await call("GET", "/contacts")).body.data.map(({ email }: Body) => email)).toEqual([
        "user-1@example.com",
        "user-2@example.com",
      ]);
    }
  });

  test("can begin with something else", async () => {
    const { local, control } = await opened({ seed: { contacts: 2 } });
    await control("POST", "reset", { seed: { tags: 3 } });
    expect([local.ids("contacts"), local.ids("tags")]).toEqual([[], expect.any(Array)]);
    expect(local.ids("tags")).toHaveLength(3);
    await control("POST", "reset", { state: "examples" });
    expect(local.ids("contacts").length).toBeGreaterThan(2);
    local.reset();
    expect(local.ids("contacts")).toHaveLength(2);
  });

  test("takes the plan of faults of the start up again", async () => {
    const { local, call } = await opened({
      faults: ({ index }) => (index === 1 ? { kind: "captcha" } : undefined),
    });
    const statuses = async () => [
      (await call("GET", "/me").catch(() => ({ status: 405 }))).status,
      (await call("GET", "/me")).status,
    ];
    expect(await statuses()).toEqual([405, 200]);
    local.setFaults(undefined);
    local.reset();
    expect(await statuses()).toEqual([405, 200]);
  });
});

test("more can be put in, and its numbers go on", async () => {
  const { local, call, control } = await opened({ seed: { contacts: 2, companies: 1, events: 1 } });
  await control("POST", "seed", { contacts: 2, notes: 1, events: 1 });
  local.seed({ contacts: 1 });
  const emails = (await call("GET", "/contacts")).body.data.map(({ email }: Body) => email);
  expect(emails).toEqual([1, 2, 3, 4, 5].map((number) => `user-${number}@example.com`));
  const [first] = local.ids("contacts");
  const [company] = local.ids("companies");
  expect((await call("GET", `/contacts/${first}/notes`)).body.total_count).toBe(1);
  expect((await call("GET", `/companies/${company}/contacts`)).body.total_count).toBe(5);
  expect((await call("GET", `/events?type=user&intercom_user_id=${first}`)).body.events).toHaveLength(2);
});

test("faults can be set and ended", async () => {
  const { call, control } = await opened();
  const statusOf = async (path: string) => (await call("GET", path)).status;
  await control("PUT", "faults", { faults: ["503", { kind: "status", status: 500 }] });
  expect([await statusOf("/me"), await statusOf("/me"), await statusOf("/me")]).toEqual([503, 500, 200]);
  await control("PUT", "faults", [
    { faults: ["503"], operationId: "listTags", firstAttempts: 1 },
    { faults: ["408"], operationId: "listAdmins", everyNth: 2 },
  ]);
  expect([await statusOf("/tags"), await statusOf("/tags"), await statusOf("/me")]).toEqual([503, 200, 200]);
  expect([await statusOf("/admins"), await statusOf("/admins")]).toEqual([200, 408]);
  await control("PUT", "faults", { faults: ["503"], rate: 1 });
  expect(await statusOf("/me")).toBe(503);
  await control("PUT", "faults", null);
  expect(await statusOf("/me")).toBe(200);
});

test("what came and what was sent can be read", async () => {
  const { call, control } = await opened({ state: "empty" });
  await call("POST", "/tags", { name: "Rain" });
  await call("GET", "/nowhere");
  expect((await control("GET", "requests")).body).toEqual({
    requests: [
      { method: "POST", url: "/tags", operationId: "createTag", status: 200, fault: null, applied: true },
      { method: "GET", url: "/nowhere", operationId: null, status: 404, fault: null, applied: false },
    ],
  });
  expect((await control("GET", "webhooks")).body).toEqual({ webhooks: [] });
  expect((await control("GET", "health")).body).toMatchObject({
    status: "ok",
    holds: { tags: 1, contacts: 0 },
  });
});

test("what it holds can be taken out and put in elsewhere", async () => {
  const { local, call, control } = await opened({
    seed: { contacts: 3, companies: 2, tags: 1, tickets: 1, notes: 1 },
  });
  const [first] = local.ids("contacts");
  const [tag] = local.ids("tags");
  await call("POST", `/contacts/${first}/tags`, { id: tag });
  const saved = (await control("GET", "state")).body;
  expect(saved).toEqual(JSON.parse(JSON.stringify(local.save())));

  const other = await opened({ state: saved });
  for (const path of [
    `/contacts/${first}`,
    "/companies",
    `/tickets/${local.ids("tickets")[0]}`,
    `/contacts/${first}/notes`,
  ]) {
    const [here, there] = [(await call("GET", path)).body, (await other.call("GET", path)).body];
    expect(there).toEqual(JSON.parse(JSON.stringify(here).replaceAll(local.url, other.local.url)));
  }
  const created = await other.call("POST", "/contacts", { email: "new@example.com" });
  expect(local.ids("contacts")).not.toContain(created.body.id);
  expect((await other.call("POST", "/contacts", { email: "user-1@example.com" })).status).toBe(409);
  other.local.seed({ contacts: 1 });
  expect((await other.call("GET", "/contacts")).body.data[3].email).toBe("user-4@example.com");
  // back to what was saved, which nothing has changed
  other.local.reset();
  expect(other.local.ids("contacts")).toEqual(local.ids("contacts"));
  expect(saved).toEqual(JSON.parse(JSON.stringify(local.save())));
});

describe("what cannot be is refused, and says why", () => {
  test.each<[string, string, unknown, number, string]>([
    ["GET", "nothing", undefined, 404, "No GET /_local/nothing here; there are GET /_local/health"],
    ["DELETE", "reset", undefined, 404, "No DELETE /_local/reset here"],
    ["POST", "reset", { seeds: {} }, 400, 'There is no "seeds"; there is seed, state'],
    ["POST", "reset", { state: "full" }, 400, 'state takes "examples", "empty"'],
    ["POST", "reset", { state: {} }, 400, "it is something else"],
    ["POST", "reset", { state: { localIntercom: 9 } }, 400, "this release reads form 1, not 9"],
    ["POST", "reset", { state: { localIntercom: 1 } }, 400, "a part of it is missing"],
    ["POST", "reset", { seed: { people: 1 } }, 400, 'seed knows no "people"'],
    ["POST", "reset", { seed: 5 }, 400, "seed takes a number for each of contacts"],
    ["POST", "seed", [], 400, "The body takes an object"],
    ["POST", "seed", { contacts: "1" }, 400, "seed.contacts takes a whole number"],
    ["PUT", "faults", 1, 400, "A rule is an object"],
    ["PUT", "faults", { faults: [] }, 400, "`faults` takes a list"],
    ["PUT", "faults", { faults: ["504 or so"] }, 400, '"504 or so" is no fault; by name there are 408'],
    ["PUT", "faults", { faults: [{ kind: "flood" }] }, 400, '{"kind":"flood"} is no fault; the kinds are'],
    ["PUT", "faults", { faults: [503] }, 400, "503 is no fault; the kinds are"],
    ["PUT", "faults", { faults: ["503"], everyNth: 0 }, 400, "`everyNth` takes a number from 1, not 0"],
    [
      "PUT",
      "faults",
      { faults: [{ kind: "rate-limited", retryAfter: true }] },
      400,
      "retryAfter takes a number",
    ],
    ["PUT", "faults", { faults: [{ kind: "rate-limited", resetIn: "1" }] }, 400, "resetIn takes a number"],
    ["PUT", "faults", { faults: [{ kind: "status" }] }, 400, "status takes a whole number from 200 to 599"],
    ["PUT", "faults", { faults: [{ kind: "reset" }] }, 400, "at takes start, headers, body"],
    ["PUT", "faults", { faults: [{ kind: "redirect" }] }, 400, "to takes a text"],
    ["PUT", "faults", { faults: [{ kind: "redirect", to: "a\nb" }] }, 400, "to takes a text"],
    ["PUT", "faults", { faults: [{ kind: "redirect", to: "/", status: 999 }] }, 400, "status takes 301"],
    ["PUT", "faults", { faults: [{ kind: "status", status: 503.5 }] }, 400, "status takes a whole number"],
    [
      "PUT",
      "faults",
      { faults: [{ kind: "status", status: 503, headers: { "a b": "" } }] },
      400,
      'headers takes no "a b"',
    ],
    ["PUT", "faults", { faults: [{ kind: "rate-limited", retryAfter: "\n" }] }, 400, "retryAfter takes no"],
    ["PUT", "faults", { faults: [{ kind: "drip", bytes: 0 }] }, 400, "bytes takes a whole number from 1"],
    ["PUT", "faults", { faults: [{ kind: "html", when: "never" }] }, 400, "when takes before, after"],
    ["PUT", "faults", { faults: [{ kind: "html", at: "body" }] }, 400, 'knows no "at"'],
    ["PUT", "faults", { faults: ["503"], rate: 2 }, 400, "`rate` takes a number from 0 to 1, not 2"],
    ["PUT", "faults", { faults: ["503"], rate: 1, everyNth: 2 }, 400, "one of firstAttempts, everyNth, rate"],
    ["PUT", "faults", { faults: ["503"], operationID: "x" }, 400, 'A rule has no "operationID"'],
    ["PUT", "faults", { faults: ["503"], operationId: "x" }, 400, 'There is no operation "x"'],
  ])("%s /_local/%s %j", async (method, path, body, status, message) => {
    const { control } = await opened({ state: "empty" });
    const answer = await control(method, path, body);
    expect(answer).toMatchObject({
      status,
      body: { errors: [{ message: expect.stringContaining(message) }] },
    });
  });

  const saved = { localIntercom: 1, collections: {}, relations: {}, eventKeys: [], seeded: {}, ids: {} };
  const item = { id: "1", createdAt: 1, body: {} };
  test.each<[string, object]>([
    ["number 1 of its tags is none", { collections: { tags: [null] } }],
    ["number 2 of its tags is none", { collections: { tags: [item, { ...item, body: undefined }] } }],
    ["number 1 of its tags is none", { collections: { tags: [{ ...item, id: 1 }] } }],
    ["number 1 of its contacts is none", { collections: { contacts: [item] } }],
    ["number 1 of its conversations is none", { collections: { conversations: [item] } }],
    ["number 1 of its tickets is none", { collections: { tickets: [{ ...item, parts: [null] }] } }],
    ["number 1 of its tagged is no pair of ids", { relations: { tagged: [null] } }],
    ["number 1 of its tagged is no pair of ids", { relations: { tagged: [[{}, 5]] } }],
    ["a count in it is no number", { ids: { numbers: "x" } }],
    ["a count in it is no number", { seeded: { contacts: null } }],
  ])("a saved workspace that is broken: %s", async (message, part) => {
    const { control, call } = await opened({ seed: { contacts: 1 } });
    const answer = await control("POST", "reset", { state: { ...saved, ...part } });
    expect([answer.status, answer.body.errors[0].message]).toEqual([
      400,
      `state takes what save() gave: ${message}`,
    ]);
    // as it was before
    expect((await call("GET", "/contacts")).body.total_count).toBe(1);
  });

  test("what another release counts besides is left alone", async () => {
    const { control, call } = await opened({ state: "empty" });
    expect((await control("POST", "reset", { state: { ...saved, ids: { hex: 5 } } })).status).toBe(200);
    expect((await call("POST", "/contacts", { email: "mira@example.com" })).status).toBe(200);
  });

  test("what is no plan of faults", async () => {
    const { local } = await opened({ state: "empty" });
    expect(() => local.setFaults(JSON.parse("{}"))).toThrow("faults takes a function");
  });

  test("a body that is no JSON", async () => {
    const { local } = await opened({ state: "empty" });
    const { status } = await fetch(`${local.url}/_local/reset`, { method: "POST", body: "{" });
    expect(status).toBe(400);
  });
});

describe("nobody else may", () => {
  test.each([
    ["a page of another site", { Origin: "https://example.com" }, 403],
    ["a page of no site", { Origin: "null" }, 403],
    ["a name that leads here", { Host: "intercom.example.com" }, 403],
    ["a page of this machine", { Origin: "http://localhost:3000" }, 200],
    ["this machine by its name", { Host: "localhost:4010" }, 200],
  ])("%s: %j", async (_who, headers, status) => {
    const { local, call } = await opened({ state: "empty" });
    await call("POST", "/tags", { name: "Rain" });
    // fetch does not let these headers be set
    const answered = await new Promise((resolve, reject) => {
      request(`${local.url}/_local/reset`, { method: "POST", headers }, (answer) =>
        resolve(answer.resume().statusCode),
      )
        .on("error", reject)
        .end();
    });
    expect(answered).toBe(status);
    expect(local.ids("tags")).toHaveLength(status === 200 ? 0 : 1);
  });

  test("but a server that listens for others has been told to let them", async () => {
    const { local } = await opened({ host: "0.0.0.0" });
    const { status } = await fetch(`${local.url}/_local/health`, {
      headers: { Origin: "https://example.com" },
    });
    expect(status).toBe(200);
  });
});

test("no path of Intercom's begins as theirs do, nor is it recorded or struck", async () => {
  const { local, control } = await opened({ faults: () => ({ kind: "status", status: 500 }) });
  expect((await control("GET", "health")).status).toBe(200);
  expect(local.requests).toEqual([]);
});

test("every answer can be held back, and closing does not wait for it", async () => {
  const { call } = await open({ latencyMs: 1 });
  expect((await call("GET", "/me")).status).toBe(200);
  const slow = await startLocalIntercom({ latencyMs: [3_600_000, 3_600_001] });
  const held = caller(slow)("GET", "/me").then(String, (error: Error) => error.message);
  // one that is not held back, so that the other has arrived
  await fetch(`${slow.url}/_local/health`);
  expect(slow.requests).toEqual([]);
  await slow.close();
  expect(await held).toBe("fetch failed");
});

test.each([-1, [5, 1], [], [1, 2, 3], Number.NaN])("a latency of %j is refused", async (latencyMs) => {
  await expect(open({ latencyMs: latencyMs as number })).rejects.toThrow("latencyMs takes");
});
