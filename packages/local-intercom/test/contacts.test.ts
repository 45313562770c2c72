import { describe, expect, test } from "vitest";
import { define, open, VERSIONS, type Body } from "./harness.ts";

describe.each(VERSIONS)("contacts in %s", (version) => {
  async function opened() {
    const { call, local } = await open({ state: "empty" });
    return {
      local,
      call: (method: string, path: string, body?: unknown) => call(method, path, body, version),
    };
  }

  test("are created from what was sent and nothing else", async () => {
    const { call } = await opened();
    await define(call, { spend: "float", active: "boolean" });
    const { body } = await call("POST", "/contacts", {
      role: "user",
      email: "Ada@Example.com",
      external_id: "a-1",
      custom_attributes: { spend: 155.5, active: true },
    });
    expect(body).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      email: "ada@example.com",
      email_domain: "example.com",
      external_id: "a-1",
      name: null,
      phone: null,
      custom_attributes: { spend: 155.5, active: true },
      tags: { data: [], total_count: 0, has_more: false },
      companies: { data: [], total_count: 0 },
    });
    expect((await call("GET", `/contacts/${body.id}`)).body).toEqual(body);
  });

  test("are updated, their attributes added to", async () => {
    const { call } = await opened();
    await define(call, { one: "integer", two: "integer" });
    const { id } = (
      await call("POST", "/contacts", { email: "a@example.com", custom_attributes: { one: 1 } })
    ).body;
    await call("PUT", `/contacts/${id}`, { name: "Ada", custom_attributes: { two: 2 } });
    const { body } = await call("GET", `/contacts/${id}`);
    expect(body).toMatchObject({
      name: "Ada",
      email: "a@example.com",
      custom_attributes: { one: 1, two: 2 },
    });
  });

  test.each([
    ["email", { email: "A@example.com" }],
    ["external id", { external_id: "a-1" }],
  ])("conflict by %s, naming the one that is there", async (_, sent) => {
    const { call } = await opened();
    const { id } = (await call("POST", "/contacts", { email: "a@example.com", external_id: "a-1" })).body;
    const { status, body } = await call("POST", "/contacts", sent);
    expect(status).toBe(409);
    expect(body.errors).toEqual([
      { code: "conflict", message: `A contact matching those details already exists with id=${id}` },
    ]);
  });

  test("conflict when another one's address is taken over", async () => {
    const { call } = await opened();
    await call("POST", "/contacts", { email: "a@example.com" });
    const { id } = (await call("POST", "/contacts", { email: "b@example.com" })).body;
    expect((await call("PUT", `/contacts/${id}`, { email: "a@example.com" })).status).toBe(409);
    expect((await call("PUT", `/contacts/${id}`, { email: "b@example.com" })).status).toBe(200);
  });

  test("free their address when they change it", async () => {
    const { call } = await opened();
    const { id } = (await call("POST", "/contacts", { email: "a@example.com" })).body;
    await call("PUT", `/contacts/${id}`, { email: "b@example.com" });
    expect((await call("POST", "/contacts", { email: "a@example.com" })).status).toBe(200);
  });

  test("keep their address while archived, and leave lists and searches", async () => {
    const { call } = await opened();
    const { id } = (await call("POST", "/contacts", { email: "a@example.com" })).body;
    expect((await call("POST", `/contacts/${id}/archive`)).body).toMatchObject({ id, archived: true });

    const conflict = await call("POST", "/contacts", { email: "a@example.com" });
    expect(conflict.status).toBe(409);
    expect(conflict.body.errors[0].message).toBe(
      `An archived contact matching those details already exists with id=${id}`,
    );
    const query = { field: "email", operator: "=", value: "a@example.com" };
    expect((await call("POST", "/contacts/search", { query })).body.total_count).toBe(0);
    expect((await call("GET", "/contacts")).body.total_count).toBe(0);
    expect((await call("PUT", `/contacts/${id}`, { name: "A" })).status).toBe(404);

    expect((await call("POST", `/contacts/${id}/unarchive`)).body).toMatchObject({ id, archived: false });
    expect((await call("PUT", `/contacts/${id}`, { name: "A" })).status).toBe(200);
    expect((await call("GET", "/contacts")).body.total_count).toBe(1);
  });

  test("are users or leads, and a user stays one", async () => {
    const { call } = await opened();
    const ghost = await call("POST", "/contacts", { email: "a@example.com", role: "ghost" });
    expect([ghost.status, ghost.body.errors[0]]).toMatchObject([
      400,
      { code: "parameter_invalid", field: "role" },
    ]);
    const { id, role } = (await call("POST", "/contacts", { email: "a@example.com" })).body;
    expect(role).toBe("user");
    expect((await call("PUT", `/contacts/${id}`, { role: "user" })).status).toBe(200);
    const back = await call("PUT", `/contacts/${id}`, { role: "lead" });
    expect([back.status, back.body.errors[0].code]).toEqual([400, "client_error"]);
  });

  test("are gone once deleted", async () => {
    const { call } = await opened();
    const { id } = (await call("POST", "/contacts", { email: "a@example.com" })).body;
    expect((await call("DELETE", `/contacts/${id}`)).body).toMatchObject({ id, deleted: true });
    const { status, body } = await call("GET", `/contacts/${id}`);
    expect([status, body.errors[0].code]).toEqual([404, "not_found"]);
    expect((await call("POST", "/contacts", { email: "a@example.com" })).status).toBe(200);
  });

  test("lose the domain of their address with the address", async () => {
    const { call } = await opened();
    const { id, email_domain } = (await call("POST", "/contacts", { email: "a@example.com" })).body;
    expect(email_domain).toBe("example.com");
    const { body } = await call("PUT", `/contacts/${id}`, { email: null });
    expect([body.email, body.email_domain ?? null]).toEqual([null, null]);
  });

  test("merge: the lead is gone, the user has what it had", async () => {
    const { call } = await opened();
    const lead = (await call("POST", "/contacts", { role: "lead", email: "lead@example.com" })).body;
    const user = (await call("POST", "/contacts", { role: "user", email: "user@example.com" })).body;
    const tag = (await call("POST", "/tags", { name: "Early" })).body;
    await call("POST", `/contacts/${lead.id}/tags`, { id: tag.id });
    await call("POST", `/contacts/${lead.id}/notes`, { body: "Called" });
    const from = { type: "lead", id: lead.id };
    const { conversation_id } = (await call("POST", "/conversations", { from, body: "Hello" })).body;

    const merged = await call("POST", "/contacts/merge", { from: lead.id, into: user.id });
    expect(merged.body).toMatchObject({
      id: user.id,
      email: "user@example.com",
      tags: { total_count: 1 },
      notes: { total_count: 1 },
    });
    expect((await call("GET", `/contacts/${lead.id}`)).status).toBe(404);
    const conversation = (await call("GET", `/conversations/${conversation_id}`)).body;
    expect(conversation.contacts.contacts).toEqual([expect.objectContaining({ id: user.id })]);
    const again = await call("POST", "/contacts/merge", { from: user.id, into: user.id });
    expect([again.status, again.body.errors[0].code]).toEqual([422, "unprocessable_entity"]);
  });

  test("carry ten of their companies and say where the rest is", async () => {
    const { call, local } = await open({ seed: { contacts: 1, companies: 12 } });
    const [id] = local.ids("contacts");
    const { companies } = (await call("GET", `/contacts/${id}`, undefined, version)).body;
    expect(companies.data).toHaveLength(10);
    expect(companies).toMatchObject({ total_count: 12, has_more: true, url: `/contacts/${id}/companies` });
    const all = (await call("GET", companies.url, undefined, version)).body;
    expect(all.data).toHaveLength(12);
  });
});

test("who shares an address keeps it when the other one goes", async () => {
  const { call, local } = await open({ state: "examples", seed: { tags: 1 } });
  const email = "jonas.weber@example.org";
  const query = { field: "email", operator: "=", value: email };
  const holders = async () =>
    (await call("POST", "/contacts/search", { query })).body.data.map(({ id }: Body) => id);
  const [first, second, ...rest] = await holders();
  expect([typeof second, rest]).toEqual(["string", []]);
  const refused = async () => (await call("POST", "/contacts", { email })).body.errors?.[0].message;
  const before = await refused();
  const [holder, other] = before.endsWith(first) ? [first, second] : [second, first];
  expect(before).toContain(holder);
  // a change of something else is none of the address
  await call("PUT", `/contacts/${holder}`, { name: "Jonas" });
  expect(await refused()).toBe(before);
  expect((await call("PUT", `/contacts/${other}`, { email, name: "J." })).status).toBe(200);
  await call("PUT", `/contacts/${holder}`, { email: "jonas@example.org" });
  expect(await refused()).toContain(other);
  await call("DELETE", `/contacts/${other}`);
  expect((await call("POST", "/contacts", { email })).status).toBe(200);
  expect(local.ids("contacts")).not.toContain(other);
});

test("every version sees the same workspace", async () => {
  const { call } = await open({ state: "empty" });
  const { id } = (await call("POST", "/contacts", { email: "a@example.com" }, "2.12")).body;
  const older = await call("GET", `/contacts/${id}`, undefined, "2.11");
  expect(older.body).toMatchObject({ id, email: "a@example.com" });
  expect(older.body).not.toHaveProperty("enabled_push_messaging");
});

test("of two at the same time only one is created", async () => {
  const { call, local } = await open({ state: "empty" });
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => call("POST", "/contacts", { email: "a@example.com" })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([
    200,
    ...Array.from({ length: 7 }, () => 409),
  ]);
  expect(local.ids("contacts")).toHaveLength(1);
});
