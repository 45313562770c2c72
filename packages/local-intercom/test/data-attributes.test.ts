import { describe, expect, test } from "vitest";
import { withAttributes } from "../src/resources/data-attributes.ts";
import { clock, define, open, VERSIONS, type Answer, type Body } from "./harness.ts";

const namesOf = ({ body }: Answer): string[] => body.data.map(({ name }: Body) => name);

const errorOf = ({ status, body }: Answer) => [status, body.errors?.[0].code, body.errors?.[0].field];

describe.each(VERSIONS)("data attributes in %s", (version) => {
  const opened = (options = {}) => open({ state: "empty", ...options }, version);

  test("are made, listed and changed", async () => {
    const { now, pass } = clock();
    const { call } = await opened({ now });
    const standard = namesOf(await call("GET", "/data_attributes"));
    const sent = {
      name: "plan",
      model: "contact",
      data_type: "string",
      description: "What is paid for",
      options: [{ value: "free" }, { value: "pro" }],
    };
    const { body } = await call("POST", "/data_attributes", sent);
    expect(body).toMatchObject({
      type: "data_attribute",
      id: expect.any(Number),
      name: "plan",
      full_name: "custom_attributes.plan",
      label: "plan",
      model: "contact",
      description: "What is paid for",
      options: ["free", "pro"],
      custom: true,
      archived: false,
      messenger_writable: false,
      created_at: Math.floor(now() / 1000),
    });
    expect(namesOf(await call("GET", "/data_attributes"))).toEqual([...standard, "plan"]);

    pass(5000);
    const change = { options: [...sent.options, { value: "team" }], messenger_writable: true };
    const changed = (await call("PUT", `/data_attributes/${body.id}`, change)).body;
    const updated_at = Math.floor(now() / 1000);
    expect(changed).toEqual({
      ...body,
      options: ["free", "pro", "team"],
      messenger_writable: true,
      updated_at,
    });
    const listed = (await call("GET", "/data_attributes?model=contact")).body.data;
    expect(listed.find(({ id }: Body) => id === body.id)).toEqual(changed);
    expect(namesOf(await call("GET", "/data_attributes?model=company"))).not.toContain("plan");
    expect((await call("GET", "/data_attributes?model=planet")).status).toBe(400);
  });

  test("are shown by the type that they are kept with", async () => {
    const { call } = await opened();
    const types: Body = {};
    for (const data_type of ["string", "integer", "float", "boolean", "datetime", "date"]) {
      const sent = { name: `a-${data_type}`, model: "company", data_type };
      types[data_type] = (await call("POST", "/data_attributes", sent)).body.data_type;
    }
    const options = [{ value: "a" }, { value: "b" }];
    const list = { name: "list", model: "company", data_type: "options", options };
    types.options = (await call("POST", "/data_attributes", list)).body.data_type;
    expect(types).toEqual({
      string: "string",
      integer: "integer",
      float: "float",
      boolean: "boolean",
      datetime: "date",
      date: "date",
      options: "string",
    });
  });

  test("leave the list and the contacts when they are archived, and come back", async () => {
    const { call } = await opened();
    await define(call, { plan: "string" });
    const { id } = (await call("GET", "/data_attributes?model=contact")).body.data.at(-1);
    const contact = (await call("POST", "/contacts", { email: "a@example.com" })).body;
    const write = () => call("PUT", `/contacts/${contact.id}`, { custom_attributes: { plan: "pro" } });
    expect((await write()).status).toBe(200);

    expect((await call("PUT", `/data_attributes/${id}`, { archived: true })).body.archived).toBe(true);
    expect(namesOf(await call("GET", "/data_attributes"))).not.toContain("plan");
    expect(namesOf(await call("GET", "/data_attributes?include_archived=true"))).toContain("plan");
    expect((await write()).status).toBe(400);
    await call("PUT", `/data_attributes/${id}`, { archived: false });
    expect((await write()).status).toBe(200);
  });

  test.each<[string, object, string]>([
    ["name that is taken", { name: "PLAN" }, "name"],
    ["name that another model has", { name: "plan", model: "company" }, "name"],
    ["name of an attribute that comes with Intercom", { name: "email" }, "name"],
    ["name with punctuation", { name: "a.b" }, "name"],
    ["name of nothing", { name: "" }, "name"],
    ["single option", { name: "one", options: [{ value: "a" }] }, "options"],
    ["list without options", { name: "none", data_type: "options" }, "options"],
    [
      "list of numbers",
      { name: "numbers", data_type: "integer", options: [{ value: "1" }, { value: "2" }] },
      "options",
    ],
  ])("refuse a %s", async (_, sent, field) => {
    const { call, local } = await opened();
    await define(call, { plan: "string" });
    const before = local.ids("data_attributes");
    const whole = { model: "contact", data_type: "string", ...sent };
    expect(errorOf(await call("POST", "/data_attributes", whole))).toEqual([400, "parameter_invalid", field]);
    expect(local.ids("data_attributes")).toEqual(before);
  });

  test("answer 404 where there is none, and to those that come with Intercom", async () => {
    const { call, local } = await opened();
    const standard = local.ids("data_attributes")[0];
    for (const id of ["1", standard]) {
      const answer = await call("PUT", `/data_attributes/${id}`, { description: "x" });
      expect(errorOf(answer)).toEqual([404, "field_not_found", undefined]);
    }
    await define(call, { plan: "string" });
    const { id } = (await call("GET", "/data_attributes?model=contact")).body.data.at(-1);
    const few = await call("PUT", `/data_attributes/${id}`, { options: [{ value: "a" }] });
    expect(errorOf(few)).toEqual([400, "parameter_invalid", "options"]);
  });
});

describe.each(VERSIONS)("custom attributes in %s", (version) => {
  async function opened() {
    const { call, local } = await open({ state: "empty" }, version);
    const types = { text: "string", whole: "integer", number: "float", flag: "boolean", day_at: "date" };
    await define(call, types);
    await define(call, { seats: "integer" }, "company");
    const options = [{ value: "free" }, { value: "pro" }];
    await call("POST", "/data_attributes", { name: "plan", model: "contact", data_type: "options", options });
    return { call, local };
  }

  test.each<[string, unknown]>([
    ["text", "words"],
    ["whole", 3],
    ["number", 3],
    ["number", 3.5],
    ["flag", false],
    ["day_at", 1_767_225_600],
    ["day_at", "2026-01-01T00:00:00Z"],
    ["plan", "pro"],
    ["plan", null],
  ])("are kept where they suit: %s %j", async (name, value) => {
    const { call } = await opened();
    const custom_attributes = { [name]: value };
    const { body } = await call("POST", "/contacts", { email: "a@example.com", custom_attributes });
    expect(body.custom_attributes).toEqual(custom_attributes);
    expect((await call("GET", `/contacts/${body.id}`)).body.custom_attributes).toEqual(custom_attributes);
  });

  test.each<[string, unknown]>([
    ["unknown", "words"],
    ["seats", 3],
    ["email", "b@example.com"],
    ["text", 3],
    ["whole", 3.5],
    ["whole", "3"],
    ["number", true],
    ["flag", "true"],
    ["day_at", "tomorrow"],
    ["plan", "team"],
  ])("are refused where they do not: %s %j", async (name, value) => {
    const { call, local } = await opened();
    const { id } = (await call("POST", "/contacts", { email: "a@example.com" })).body;
    const custom_attributes = { text: "first", [name]: value };
    const answers = [
      await call("POST", "/contacts", { email: "b@example.com", custom_attributes }),
      await call("PUT", `/contacts/${id}`, { custom_attributes }),
    ];
    for (const answer of answers) {
      expect(errorOf(answer)).toEqual([400, "parameter_invalid", "custom_attributes"]);
      expect(answer.body.errors[0].message).toContain(name);
    }
    expect(local.ids("contacts")).toEqual([id]);
    expect((await call("GET", `/contacts/${id}`)).body.custom_attributes).toEqual({});
  });

  test("of companies are theirs alone", async () => {
    const { call, local } = await opened();
    const write = (custom_attributes: object) =>
      call("POST", "/companies", { company_id: "one", custom_attributes });
    expect(errorOf(await write({ text: "x" }))).toEqual([400, "parameter_invalid", "custom_attributes"]);
    expect(local.ids("companies")).toEqual([]);
    const { id } = (await write({ seats: 2 })).body;
    const put = await call("PUT", `/companies/${id}`, { custom_attributes: { seats: "many" } });
    expect(errorOf(put)).toEqual([400, "parameter_invalid", "custom_attributes"]);
    expect((await call("GET", `/companies/${id}`)).body.custom_attributes).toEqual({ seats: 2 });
  });

  test("of conversations come into being by their use", async () => {
    const { call } = await opened();
    const from = { type: "user", id: (await call("POST", "/contacts", { email: "a@example.com" })).body.id };
    const { conversation_id } = (await call("POST", "/conversations", { from, body: "Hello" })).body;
    const custom_attributes = { kind: "weather" };
    const path = `/conversations/${conversation_id}`;
    expect((await call("PUT", path, { custom_attributes })).body).toMatchObject({ custom_attributes });
    expect(namesOf(await call("GET", "/data_attributes?model=conversation"))).toEqual(["kind"]);
  });
});

test("the default refuses no attribute, and has those that were used", async () => {
  const { call } = await open();
  const sent = { email: "new@example.com", custom_attributes: { "new plan": "pro", visits: 3 } };
  const { body } = await call("POST", "/contacts", sent);
  expect(body).toMatchObject(sent);
  const { data } = (await call("GET", "/data_attributes?model=contact")).body;
  expect(data).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: "new plan", data_type: "string" }),
      expect.objectContaining({ name: "visits", data_type: "integer" }),
      // of a contact of the examples
      expect.objectContaining({ name: "bikes_owned", data_type: "integer" }),
    ]),
  );
});

test("seeded contacts have their attribute", async () => {
  const { call, local } = await open({ seed: { contacts: 2 } });
  const [id] = local.ids("contacts");
  expect((await call("PUT", `/contacts/${id}`, { custom_attributes: { number: 7 } })).status).toBe(200);
});

test("ids of custom objects are kept as references to them", () => {
  const sent = { custom_attributes: { bookings: ["11"], text: "words" } };
  expect(withAttributes({ custom_attributes: { whole: 3, text: "first" } }, sent)).toEqual({
    custom_attributes: {
      whole: 3,
      text: "words",
      bookings: { type: "bookings.list", instances: [{ id: "11", type: "bookings" }] },
    },
  });
});

test("a number that is larger than any is no float", async () => {
  const { call, local } = await open({ state: "empty" });
  await define(call, { spend: "float" });
  const { id } = (await call("POST", "/contacts", { email: "mira@example.com" })).body;
  const headers = { Authorization: `Bearer ${local.token}`, "Intercom-Version": "2.12" };
  const body = '{"custom_attributes":{"spend":1e400}}';
  expect((await fetch(`${local.url}/contacts/${id}`, { method: "PUT", headers, body })).status).toBe(400);
});
