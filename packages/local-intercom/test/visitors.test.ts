import { describe, expect, test } from "vitest";
import { define, open, VERSIONS, type Answer } from "./harness.ts";

const codeOf = ({ status, body }: Answer) => [status, body.errors?.[0].code];

describe.each(VERSIONS)("visitors in %s", (version) => {
  async function opened() {
    const { call, local } = await open({ seed: { visitors: 2 } }, version);
    const [id] = local.ids("visitors");
    return { call, local, id, path: "/visitors?user_id=visitor-1" };
  }

  test("are found by their user_id only", async () => {
    const { call, id, path } = await opened();
    expect((await call("GET", path)).body).toMatchObject({
      type: "visitor",
      id,
      user_id: "visitor-1",
      anonymous: true,
      email: "",
      name: null,
    });
    expect(codeOf(await call("GET", `/visitors?user_id=${id}`))).toEqual([404, "not_found"]);
  });

  test("are changed by id and by user_id, and stay so", async () => {
    const { call, id, path } = await opened();
    await define(call, { plan: "string", seats: "integer" });
    await call("PUT", "/visitors", { id, name: "Ruth", custom_attributes: { plan: "pro" } });
    await call("PUT", "/visitors", { user_id: "visitor-1", custom_attributes: { seats: 2 } });
    const expected = { id, name: "Ruth", custom_attributes: { plan: "pro", seats: 2 } };
    expect((await call("GET", path)).body).toMatchObject(expected);
    expect((await call("GET", "/visitors?user_id=visitor-2")).body.name).toBeNull();
    const none = await call("PUT", "/visitors", { user_id: "nobody", name: "x" });
    expect(codeOf(none)).toEqual([404, "not_found"]);
    const unfit = await call("PUT", "/visitors", { id, custom_attributes: { seats: "two" } });
    expect(codeOf(unfit)).toEqual([400, "parameter_invalid"]);
  });

  test.each(["user", "lead"])("become a %s with their id, and are gone", async (type) => {
    const { call, local, id, path } = await opened();
    await define(call, { plan: "string" });
    await call("PUT", "/visitors", { id, name: "Ruth", custom_attributes: { plan: "pro" } });
    const user = { email: "Ruth@example.com", user_id: "r-1" };
    const { body } = await call("POST", "/visitors/convert", {
      type,
      visitor: { user_id: "visitor-1" },
      user,
    });
    expect(body).toMatchObject({
      type: "contact",
      id,
      role: type,
      name: "Ruth",
      email: "ruth@example.com",
      external_id: "r-1",
      custom_attributes: { plan: "pro" },
    });
    expect((await call("GET", `/contacts/${id}`)).body).toEqual(body);
    expect((await call("GET", path)).status).toBe(404);
    expect(local.ids("visitors")).toHaveLength(1);
    const again = await call("POST", "/visitors/convert", { type, visitor: { id }, user });
    expect(codeOf(again)).toEqual([404, "not_found"]);
  });

  test.each([["id"], ["user_id"], ["email"]])("go into the contact that has the %s", async (key) => {
    const { call, local, id, path } = await opened();
    await define(call, { plan: "string", seats: "integer" });
    const custom_attributes = { plan: "free" };
    const contact = (
      await call("POST", "/contacts", { email: "a@example.com", external_id: "a-1", custom_attributes })
    ).body;
    await call("PUT", "/visitors", { id, name: "Ruth", custom_attributes: { plan: "pro", seats: 2 } });
    const user = { id: contact.id, user_id: "a-1", email: "A@example.com" }[key];
    const merged = await call("POST", "/visitors/convert", {
      type: "user",
      visitor: { id },
      user: { [key]: user },
    });
    expect(merged.body).toMatchObject({
      id: contact.id,
      name: null,
      email: "a@example.com",
      custom_attributes: { plan: "free", seats: 2 },
    });
    expect((await call("GET", `/contacts/${contact.id}`)).body).toEqual(merged.body);
    expect(local.ids("contacts")).toEqual([contact.id]);
    expect((await call("GET", path)).status).toBe(404);
    expect((await call("GET", `/contacts/${id}`)).status).toBe(404);
  });

  test("become nothing else, and nobody whom there is not", async () => {
    const { call, local, id } = await opened();
    const convert = (type: string, user: object) =>
      call("POST", "/visitors/convert", { type, visitor: { id }, user });
    expect(codeOf(await convert("admin", { email: "a@example.com" }))).toEqual([400, "parameter_invalid"]);
    expect(codeOf(await convert("user", { id: "none" }))).toEqual([404, "not_found"]);
    expect(local.ids("visitors")).toHaveLength(2);
    expect(local.ids("contacts")).toEqual([]);
  });

  test.each(["id", "user_id"])("become leads when they write, named by their %s", async (key) => {
    const { call, id, path } = await opened();
    const named = key === "id" ? id : "visitor-1";
    const sent = { from: { type: "contact", id: named }, body: "Hello" };
    const { conversation_id } = (await call("POST", "/conversations", sent)).body;
    expect((await call("GET", `/contacts/${id}`)).body).toMatchObject({ id, role: "lead" });
    expect((await call("GET", `/conversations/${conversation_id}`)).body).toMatchObject({
      contacts: { contacts: [{ id }] },
      source: { author: { type: "lead", id } },
    });
    expect((await call("GET", path)).status).toBe(404);
  });
});

test("a visitor's tags go along", async () => {
  const { call, local } = await open({ state: "examples", seed: {} });
  const [id] = local.ids("visitors");
  const known = local.ids("contacts").at(-1);
  const before = (await call("GET", `/contacts/${known}`)).body.tags.total_count;
  await call("POST", "/visitors/convert", { type: "user", visitor: { id }, user: { id: known } });
  expect((await call("GET", `/contacts/${known}`)).body.tags.total_count).toBe(before + 1);
});
