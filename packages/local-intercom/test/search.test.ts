import { describe, expect, test } from "vitest";
import { clock, define, open, type Body, type Opened } from "./harness.ts";

const DAY = 86_400;

type Filter = [field: string, operator: string, value: unknown];

const query = ([field, operator, value]: Filter) => ({ field, operator, value });

async function names(call: Opened["call"], of: object): Promise<string[]> {
  const { status, body } = await call("POST", "/contacts/search", { query: of });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.data.map(({ name }: Body) => name);
}

async function people() {
  const opened = await open({ state: "empty", now: () => (20_000 * DAY + 3600) * 1000 });
  const { call } = opened;
  await define(call, { spend: "float", plan: "string", vip: "boolean" });
  const ada = {
    email: "ada@example.com",
    signed_up_at: 19_000 * DAY + 100,
    custom_attributes: { spend: 10, plan: "Pro" },
  };
  const bo = {
    email: "bo@example.org",
    signed_up_at: 19_001 * DAY,
    custom_attributes: { spend: 20.5, vip: true },
  };
  await call("POST", "/contacts", { name: "Ada Low", role: "user", external_id: "a-1", owner_id: 5, ...ada });
  await call("POST", "/contacts", { name: "Bo", role: "lead", unsubscribed_from_emails: true, ...bo });
  return opened;
}

describe("contacts are found", () => {
  test.each<[Filter, string[]]>([
    [["email", "=", "ADA@example.com"], ["Ada Low"]],
    [["email", "!=", "ada@example.com"], ["Bo"]],
    [["name", "~", "low"], ["Ada Low"]],
    [["name", "!~", "low"], ["Bo"]],
    [["name", "^", "ad"], ["Ada Low"]],
    [["email", "$", ".org"], ["Bo"]],
    [
      ["role", "IN", ["lead", "user"]],
      ["Ada Low", "Bo"],
    ],
    [["role", "NIN", ["lead"]], ["Ada Low"]],
    [["external_id", "=", null], ["Bo"]],
    [["external_id", "!=", null], ["Ada Low"]],
    [["owner_id", ">=", 5], ["Ada Low"]],
    [["owner_id", "<", "5"], []],
    [["unsubscribed_from_emails", "=", true], ["Bo"]],
    [["custom_attributes.spend", ">", "10"], ["Bo"]],
    [["custom_attributes.spend", "=", 10], ["Ada Low"]],
    [["custom_attributes.spend", "=", 20.5], ["Bo"]],
    [["custom_attributes.spend", "IN", [20.5, 1]], ["Bo"]],
    [["custom_attributes.plan", "^", "P"], ["Ada Low"]],
    [["custom_attributes.vip", "=", true], ["Bo"]],
    [
      ["location.country", "=", null],
      ["Ada Low", "Bo"],
    ],
  ])("by %j", async (filter, expected) => {
    const { call } = await people();
    expect(await names(call, query(filter))).toEqual(expected);
  });

  test.each<[Filter, string[]]>([
    [["signed_up_at", "=", 19_000 * DAY + 80_000], ["Ada Low"]],
    [["signed_up_at", ">", 19_000 * DAY], ["Bo"]],
    [["signed_up_at", "<", 19_001 * DAY + 500], ["Ada Low"]],
    [
      ["created_at", ">", String(19_999 * DAY)],
      ["Ada Low", "Bo"],
    ],
  ])("by calendar day: %j", async (filter, expected) => {
    const { call } = await people();
    expect(await names(call, query(filter))).toEqual(expected);
  });

  test("by tag", async () => {
    const { call, local } = await people();
    const [id] = local.ids("contacts");
    const tag = (await call("POST", "/tags", { name: "VIP", users: [{ id }] })).body;
    expect(await names(call, query(["tag_id", "=", tag.id]))).toEqual(["Ada Low"]);
    expect(await names(call, query(["tag_id", "!=", tag.id]))).toEqual(["Bo"]);
  });

  test("by groups of groups", async () => {
    const { call } = await people();
    const [ada, bo] = [query(["name", "^", "Ada"]), query(["name", "=", "Bo"])];
    const lead = query(["role", "=", "lead"]);
    const either = { operator: "OR", value: [ada, bo] };
    expect(await names(call, either)).toEqual(["Ada Low", "Bo"]);
    expect(await names(call, { operator: "AND", value: [either, lead] })).toEqual(["Bo"]);
    expect(await names(call, { operator: "AND", value: [ada, lead] })).toEqual([]);
  });

  test("only after a while when they are new", async () => {
    const { now, pass } = clock();
    const { call } = await open({ seed: { contacts: 1 }, searchDelayMs: 60_000, now });
    const { id } = (await call("POST", "/contacts", { email: "new@example.com" })).body;
    const found = async (email: string) =>
      (await call("POST", "/contacts/search", { query: query(["email", "=", email]) })).body.total_count;
    expect(await found("user-1@example.com")).toBe(1);
    expect(await found("new@example.com")).toBe(0);
    expect((await call("GET", `/contacts/${id}`)).status).toBe(200);
    pass(60_000);
    expect(await found("new@example.com")).toBe(1);
  });

  test("as they are now, not as they were when the same was asked before", async () => {
    const { call, local } = await people();
    const filter = query(["name", "=", "Bo"]);
    expect(await names(call, filter)).toEqual(["Bo"]);
    await call("PUT", `/contacts/${local.ids("contacts")[0]}`, { name: "Bo" });
    expect(await names(call, filter)).toEqual(["Bo", "Bo"]);
  });
});

describe("a search is refused", () => {
  const some = query(["name", "=", "Bo"]);
  const group = (...value: object[]) => ({ operator: "AND", value });
  test.each([
    ["an operator that the field does not take", query(["created_at", "!=", 5])],
    ["a value that the field never has", query(["role", "=", "visitor"])],
    ["a comparison of a tag", query(["tag_id", "IN", ["1"]])],
    ["a value that does not suit", query(["created_at", ">", "soon"])],
    ["a list where one is wanted", query(["name", "=", ["Bo"]])],
    ["one where a list is wanted", query(["name", "IN", "Bo"])],
    ["three levels of groups", group(group(group(some)))],
    ["sixteen filters", group(...Array.from({ length: 16 }, () => some))],
    ["an empty group", group()],
  ])("with %s", async (_, asked) => {
    const { call } = await people();
    const { status, body } = await call("POST", "/contacts/search", { query: asked });
    expect([status, body.errors[0].code]).toEqual([400, "parameter_invalid"]);
  });

  test.each([0, 151])("with %i to a page", async (per_page) => {
    const { call } = await people();
    const { status, body } = await call("POST", "/contacts/search", {
      query: some,
      pagination: { per_page },
    });
    expect([status, body.errors[0].code]).toEqual([400, "parameter_invalid"]);
  });

  test("but not with fifteen filters on two levels", async () => {
    const { call } = await people();
    const asked = group(group(...Array.from({ length: 15 }, () => some)));
    expect(await names(call, asked)).toEqual(["Bo"]);
  });
});

test("conversations are found by their times, words, people and tags", async () => {
  const { call, local } = await open({ seed: { contacts: 2, conversations: 4 } });
  const [first] = local.ids("conversations");
  const [, contact] = local.ids("contacts");
  const { created_at } = (await call("GET", `/conversations/${first}`)).body;
  const tag = (await call("POST", "/tags", { name: "Rain" })).body;
  await call("POST", `/conversations/${first}/tags`, { id: tag.id, admin_id: "7100231" });
  const count = async (...filter: Filter) =>
    (await call("POST", "/conversations/search", { query: query(filter) })).body.total_count;
  // equal times match too
  expect(await count("created_at", ">", created_at)).toBe(4);
  expect(await count("created_at", "<", created_at)).toBe(3);
  expect(await count("contact_ids", "=", contact)).toBe(2);
  expect(await count("tag_ids", "=", tag.id)).toBe(1);
  expect(await count("state", "IN", ["open", "snoozed"])).toBe(4);
  expect(await count("source.body", "~", "question")).toBe(4);
  expect(await count("source.body", "~", "quest")).toBe(0);
  expect(await count("source.body", "~", "question 1")).toBe(0);
  expect(await count("source.author.email", "$", "@example.com")).toBe(4);
  expect(await count("statistics.count_reopens", ">", 0)).toBe(0);
  expect(await count("admin_assignee_id", "=", null)).toBe(4);
});

test("tickets are found by type, state and attribute", async () => {
  const { call } = await open({ seed: { contacts: 1, tickets: 3 } });
  const count = async (...filter: Filter) =>
    (await call("POST", "/tickets/search", { query: query(filter) })).body.total_count;
  expect(await count("ticket_type_id", "=", "31")).toBe(3);
  expect(await count("title", "=", "Ticket 2")).toBe(1);
  // the attribute behind the title, by its id
  expect(await count("ticket_attribute.4401", "$", "3")).toBe(1);
  expect(await count("state", "=", "submitted")).toBe(3);
  expect(await count("open", "=", false)).toBe(0);
});

describe("a search is sorted", () => {
  const everyone = query(["created_at", ">", 0]);

  async function crowd() {
    const opened = await open({ state: "empty" });
    for (const [index, name] of ["Cleo", "ada", "Bo", "Dee", undefined].entries()) {
      await opened.call("POST", "/contacts", { email: `p-${index}@example.com`, ...(name && { name }) });
    }
    return opened;
  }

  const ask = (call: Opened["call"], more: object) =>
    call("POST", "/contacts/search", { query: everyone, ...more });

  test.each([
    ["ascending", ["ada", "Bo", "Cleo", "Dee", null]],
    ["descending", ["Dee", "Cleo", "Bo", "ada", null]],
    [undefined, ["Dee", "Cleo", "Bo", "ada", null]],
  ])("%s, over all pages", async (order, expected) => {
    const { call } = await crowd();
    const sort = { field: "name", order };
    const found: unknown[] = [];
    let starting_after: string | undefined;
    do {
      const { status, body } = await ask(call, { sort, pagination: { per_page: 2, starting_after } });
      expect(status, JSON.stringify(body)).toBe(200);
      found.push(...body.data.map(({ name }: Body) => name));
      starting_after = body.pages.next?.starting_after;
    } while (starting_after);
    expect(found).toEqual(expected);
  });

  test("with the same sort on every page, or it is refused", async () => {
    const { call } = await crowd();
    const sort = { field: "name", order: "descending" };
    const { body } = await ask(call, { sort, pagination: { per_page: 2 } });
    const pagination = { per_page: 2, starting_after: body.pages.next.starting_after };
    const others = [{ field: "name", order: "ascending" }, { field: "email" }];
    for (const more of [{}, ...others.map((other) => ({ sort: other }))]) {
      const answer = await ask(call, { ...more, pagination });
      expect([answer.status, answer.body.errors[0].message]).toEqual([
        400,
        "Send the same `sort` with every page",
      ]);
    }
  });

  test.each([
    ["another order", { field: "name", order: "desc" }, "invalid_sort_order"],
    ["no field", { order: "ascending" }, "parameter_invalid"],
    ["an unknown field", { field: "surname" }, "field_not_found"],
    ["only a text", "name", "parameter_invalid"],
  ])("but not by %s", async (_, sort, code) => {
    const { call } = await crowd();
    const { status, body } = await ask(call, { sort });
    expect([status, body.errors[0].code]).toEqual([400, code]);
  });

  test.each(["/conversations/search", "/tickets/search"])("at %s, too", async (path) => {
    const { call } = await open({ seed: { contacts: 1, conversations: 5, tickets: 5 } });
    const sort = { field: "created_at", order: "ascending" };
    const { body } = await call("POST", path, { query: query(["open", "=", true]), sort });
    const times = (body.conversations ?? body.tickets).map(({ created_at }: Body) => created_at);
    expect(times).toHaveLength(5);
    expect(times).toEqual(times.toSorted());
  });
});

test("tickets are found by category as staff name it, and by attribute only by its id", async () => {
  const { call } = await open({ seed: { contacts: 1, tickets: 2 } });
  const ask = async (...filter: Filter) => call("POST", "/tickets/search", { query: query(filter) });
  expect((await ask("category", "=", "request")).body.total_count).toBe(2);
  expect((await ask("category", "=", "task")).body.total_count).toBe(0);
  const { status, body } = await ask("ticket_attribute._default_title_", "=", "Ticket 1");
  expect([status, body.errors[0].code]).toEqual([400, "field_not_found"]);
});

test("ids are compared as the numbers that they are", async () => {
  const { call, local } = await open({ seed: { contacts: 1, conversations: 5 } });
  const ids = local.ids("conversations");
  const filter = query(["id", ">", ids[1] ?? ""]);
  const { body } = await call("POST", "/conversations/search", { query: filter });
  expect(body.conversations.map(({ id }: Body) => id).toSorted()).toEqual(ids.slice(2));
});
