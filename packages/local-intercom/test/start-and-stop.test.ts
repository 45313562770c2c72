import { connect } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { VersionApi } from "../src/description/version-api.ts";
import { routeTo, startLocalIntercom } from "../src/index.ts";
import { caller, open, type Body } from "./harness.ts";

describe("a workspace of examples alone", () => {
  test("holds what the examples show, and they refer to one another", async () => {
    const { call } = await open();
    const { data } = (await call("GET", "/contacts")).body;
    const mira = data.find(({ email }: Body) => email === "mira.okafor@example.com");
    expect((await call("GET", `/contacts/${mira.id}`)).body).toEqual(mira);
    const [company] = (await call("GET", mira.companies.url)).body.data;
    expect((await call("GET", `/companies/${company.id}`)).body.name).toBe("Velo North");
    expect((await call("GET", mira.notes.url)).body.data).toHaveLength(3);
    expect((await call("GET", "/events?type=user&user_id=user-4821")).body.events).toHaveLength(3);
  });

  test("keeps what is written", async () => {
    const { call } = await open();
    const { id } = (await call("POST", "/contacts", { email: "new@example.com" })).body;
    expect((await call("GET", `/contacts/${id}`)).body.email).toBe("new@example.com");
  });

  test("refuses nothing for what it holds or lacks", async () => {
    const { call } = await open();
    const statuses = [
      await call("GET", "/contacts/none"),
      await call("PUT", "/tickets/none", { open: false }),
      await call("POST", "/contacts", { email: "mira.okafor@example.com" }),
      await call("POST", "/export/content/data", { created_at_after: 1, created_at_before: 2 }),
      await call("POST", "/export/content/data", { created_at_after: 1, created_at_before: 2 }),
      await call("GET", "/companies/scroll"),
      await call("GET", "/companies/scroll"),
    ];
    expect(statuses.map(({ status }) => status)).toEqual(statuses.map(() => 200));
  });

  test("ends a scroll all the same", async () => {
    const { call } = await open();
    const first = (await call("GET", "/companies/scroll")).body;
    expect(first.data).toHaveLength(3);
    const last = await call("GET", `/companies/scroll?scroll_param=${first.scroll_param}`);
    expect(last.body.data).toEqual([]);
    expect((await call("GET", "/companies/scroll?scroll_param=unknown")).body.data).toEqual([]);
  });

  test("refuses like any other when it is started with a seed", async () => {
    const { call, local } = await open({ state: "examples", seed: { contacts: 1 } });
    expect((await call("GET", "/contacts/none")).status).toBe(404);
    expect((await call("POST", "/contacts", { email: "mira.okafor@example.com" })).status).toBe(409);
    expect(local.ids("contacts")).toHaveLength(8);
  });
});

test("an empty workspace has nothing, and says so as each operation does", async () => {
  const { call } = await open({ state: "empty" });
  for (const path of ["/contacts", "/companies", "/conversations", "/articles", "/help_center/collections"]) {
    expect((await call("GET", path)).body).toMatchObject({ total_count: 0, pages: { total_pages: 0 } });
  }
  const codes = [
    "/contacts/1",
    "/companies/1",
    "/conversations/1",
    "/tickets/1",
    "/articles/1",
    "/notes/1",
    "/tags/1",
  ];
  const found = await Promise.all(codes.map(async (path) => (await call("GET", path)).body.errors[0].code));
  expect(found).toEqual(codes.map((path) => (path === "/companies/1" ? "company_not_found" : "not_found")));
});

test("two of them share nothing", async () => {
  const [one, other] = [await open({ state: "empty" }), await open({ state: "empty" })];
  await one.call("POST", "/contacts", { email: "a@example.com" });
  expect(other.local.ids("contacts")).toEqual([]);
});

test("an answer against its description is a mistake that nobody can miss", async () => {
  const local = await startLocalIntercom({ state: "empty", validateAnswers: true });
  const careless = vi.spyOn(VersionApi.prototype, "fit").mockImplementation((_, answer) => answer);
  // the description wants a URI in the answer, but takes any text in the request
  const { status, body } = await caller(local)("POST", "/contacts", { role: "user", avatar: "no address" });
  expect([status, body.errors[0].code]).toEqual([500, "local_intercom_mistake"]);
  careless.mockRestore();
  expect(body.errors[0].message).toContain("CreateContact answers 200 against its description:");
  expect(body.errors[0].message).toContain("/avatar");
  await expect(local.close()).rejects.toThrow(AggregateError);
});

test("a plan of faults that throws is not passed over", async () => {
  const quiet = vi.spyOn(console, "error").mockImplementation(() => {});
  const local = await startLocalIntercom({
    faults: () => {
      throw new Error("no plan");
    },
  });
  await expect(caller(local)("GET", "/me")).rejects.toThrow("fetch failed");
  await expect(local.close()).rejects.toThrow(AggregateError);
  quiet.mockRestore();
});

test("what came is recorded, and whether it was carried out", async () => {
  const { call, local } = await open({ state: "empty" });
  await call("POST", "/tags", { name: "Rain" });
  await call("POST", "/tags", {});
  await call("POST", "/contacts/search", { query: { field: "nothing", operator: "=", value: "" } });
  await call("GET", "/nowhere");
  expect(local.requests).toEqual([
    { method: "POST", url: "/tags", operationId: "createTag", status: 200, fault: undefined, applied: true },
    { method: "POST", url: "/tags", operationId: "createTag", status: 400, fault: undefined, applied: false },
    expect.objectContaining({ operationId: "SearchContacts", status: 400, applied: false }),
    expect.objectContaining({ url: "/nowhere", operationId: undefined, status: 404 }),
  ]);
});

test("a URL with what is to be sent is routed like a request", async () => {
  const { local } = await open({ state: "empty" });
  const headers = { Authorization: `Bearer ${local.token}` };
  const init = { method: "POST", headers, body: JSON.stringify({ email: "mira@example.com" }) };
  const route = routeTo(local.url);
  for (const url of ["https://api.intercom.io/contacts", new URL("https://api.eu.intercom.io/contacts")]) {
    await route(url, init);
  }
  expect(local.requests.map(({ method, status }) => [method, status])).toEqual([
    ["POST", 200],
    ["POST", 409],
  ]);
});

test("routed requests get links to the host they were meant for", async () => {
  const { local } = await open({ seed: { articles: 2 } });
  const headers = { Authorization: `Bearer ${local.token}`, "Intercom-Version": "2.12" };
  const request = new Request("https://api.au.intercom.io/articles?per_page=1", { headers });
  const { pages } = (await (await routeTo(local.url)(request)).json()) as Body;
  expect(pages.next).toBe("https://api.au.intercom.io/articles?per_page=1&page=2");
});

test("closing leaves no connection and no timer, whatever is under way", async () => {
  // connections of tests before may be about to end
  const before = resources();
  const local = await startLocalIntercom({
    state: "empty",
    faults: ({ index }) => (index === 1 ? { kind: "stall", at: "start" } : { kind: "drip" }),
  });
  const port = Number(new URL(local.url).port);
  const ends = [1, 2, 3].map(async () => {
    const socket = connect(port, "127.0.0.1");
    socket.write(
      `GET /me HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${local.token}\r\nIntercom-Version: 2.12\r\n\r\n`,
    );
    socket.resume();
    await new Promise((resolve) => socket.on("error", resolve).on("close", resolve));
  });
  while (local.requests.length < 3) await turn();
  await local.close();
  await Promise.all(ends);
  await turn();
  const left = resources();
  for (const one of before) if (left.includes(one)) left.splice(left.indexOf(one), 1);
  expect(left).toEqual([]);
});

function resources(): string[] {
  const kept = new Set(["TCPSocketWrap", "TCPServerWrap", "Timeout"]);
  return process.getActiveResourcesInfo().filter((name) => kept.has(name));
}

test("a port that is taken is an error", async () => {
  const { local } = await open();
  await expect(startLocalIntercom({ port: Number(new URL(local.url).port) })).rejects.toThrow(
    /^Cannot listen on port \d+: something listens there already \(EADDRINUSE\)$/,
  );
});

test("a list that is only an example has the pages that the examples show", async () => {
  const { call } = await open();
  const path = "/companies/of-nobody/contacts";
  const first = (await call("GET", path)).body;
  expect(first.pages).toMatchObject({ page: 1, next: { page: 2 } });
  const second = (await call("GET", `${path}?starting_after=${first.pages.next.starting_after}`)).body;
  expect(second.pages).toMatchObject({ page: 2, next: null });
});

test("a numbered page names the next one at the host that was asked", async () => {
  const { call, local } = await open();
  const path = "/news/news_items?per_page=2";
  const first = (await call("GET", path)).body;
  expect(first.pages).toMatchObject({ page: 1, next: `${local.url}${path}&page=2` });
  const second = (await call("GET", first.pages.next)).body;
  expect(second.pages.page).toBe(2);
  expect(second.pages).not.toHaveProperty("next");
});
