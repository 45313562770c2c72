import { describe, expect, test } from "vitest";
import { open, openIn, versionsWith, VERSIONS, type Body } from "./harness.ts";

describe.each(VERSIONS)("in %s", (version) => {
  async function opened() {
    const { ask, refusal, pass } = await openIn(version);
    const type = (await ask("POST", "/ticket_types", { name: "Fault", category: "Tracker" })).body;
    const path = `/ticket_types/${type.id}`;
    const attribute = async (sent: object): Promise<Body> =>
      (await ask("POST", `${path}/attributes`, { description: "", ...sent })).body;
    await ask("POST", "/contacts", { external_id: "a-1" });
    const ticket = (ticket_attributes?: object) =>
      ask("POST", "/tickets", {
        ticket_type_id: type.id,
        contacts: [{ external_id: "a-1" }],
        ...(ticket_attributes && { ticket_attributes }),
      });
    return { ask, refusal, type, path, attribute, ticket, pass };
  }

  test("a type is created with its built-in attributes, listed, changed and archived", async () => {
    const { ask, refusal, type, path, pass } = await opened();
    expect(type).toMatchObject({ type: "ticket_type", name: "Fault", category: "Tracker", archived: false });
    expect(type.ticket_type_attributes.data).toMatchObject([
      { name: "_default_title_", default: true, ticket_type_id: Number(type.id), order: 0 },
      { name: "_default_description_", default: true, input_options: { multiline: true }, order: 1 },
    ]);
    expect((await ask("GET", path)).body).toEqual(type);
    pass(5000);
    const changed = (await ask("PUT", path, { name: "Outage", archived: true })).body;
    expect(changed).toEqual({ ...type, name: "Outage", archived: true, updated_at: type.updated_at + 5 });
    const list = (await ask("GET", "/ticket_types")).body.data;
    expect(list.at(-1)).toEqual(changed);
    expect(list.length).toBeGreaterThan(1);
    expect(await refusal("GET", "/ticket_types/1")).toEqual([404, "not_found"]);
    expect(await refusal("PUT", "/ticket_types/1", { name: "x" })).toEqual([404, "not_found"]);
  });

  test("a ticket shows its type as that is by then", async () => {
    const { ask, path, ticket } = await opened();
    const { id, ticket_type } = (await ticket()).body;
    expect(ticket_type).toMatchObject({ name: "Fault" });
    expect(ticket_type).not.toHaveProperty("ticket_states");
    await ask("PUT", path, { name: "Outage" });
    expect((await ask("GET", `/tickets/${id}`)).body.ticket_type.name).toBe("Outage");
  });

  test("attributes are added, changed and archived", async () => {
    const { ask, refusal, path, attribute, type, pass } = await opened();
    const made = await attribute({ name: "Model", data_type: "string", multiline: true });
    expect(made).toMatchObject({
      type: "ticket_type_attribute",
      order: 2,
      default: false,
      input_options: { multiline: true },
      visible_on_create: true,
      required_to_create: false,
    });
    pass(5000);
    const url = `${path}/attributes/${made.id}`;
    const changed = (await ask("PUT", url, { description: "Which?", archived: true, multiline: false })).body;
    expect(changed).toEqual({
      ...made,
      description: "Which?",
      archived: true,
      input_options: { multiline: false },
      updated_at: made.updated_at + 5,
    });
    const shown = (await ask("GET", path)).body;
    expect(shown.ticket_type_attributes.data).toEqual([...type.ticket_type_attributes.data, changed]);
    expect(shown.updated_at).toBe(type.updated_at + 5);
    const number = { name: "Count", description: "", data_type: "integer" };
    expect(await refusal("POST", "/ticket_types/1/attributes", number)).toEqual([404, "not_found"]);
    expect(await refusal("PUT", `${path}/attributes/1`, {})).toEqual([404, "not_found"]);
    expect(await refusal("PUT", `/ticket_types/31/attributes/${made.id}`, {})).toEqual([404, "not_found"]);
    const twice = { ...number, name: "Model" };
    expect(await refusal("POST", `${path}/attributes`, twice)).toEqual([400, "parameter_invalid"]);
    const [title] = type.ticket_type_attributes.data;
    expect(await refusal("PUT", `${path}/attributes/${title.id}`, { name: "Title" })).toEqual([
      400,
      "parameter_invalid",
    ]);
  });

  test("tickets take what their type asks for, and nothing else", async () => {
    const { attribute, ticket } = await opened();
    await attribute({ name: "Model", data_type: "string" });
    await attribute({ name: "Count", data_type: "integer" });
    await attribute({ name: "Weight", data_type: "decimal" });
    await attribute({ name: "Urgent", data_type: "boolean" });
    await attribute({ name: "Photos", data_type: "files", allow_multiple_values: true });
    await attribute({ name: "Due", data_type: "datetime" });
    const blank = {
      _default_title_: null,
      _default_description_: null,
      Model: null,
      Count: null,
      Weight: null,
      Urgent: null,
      Photos: [],
      Due: null,
    };
    expect((await ticket()).body.ticket_attributes).toEqual(blank);
    const values = { Model: "Tern", Count: 2, Weight: 1.5, Urgent: true, Due: 1_900_000_000 };
    expect((await ticket(values)).body.ticket_attributes).toEqual({ ...blank, ...values });
    for (const wrong of [
      { Colour: "red" },
      { Model: 1 },
      { Count: 1.5 },
      { Weight: "1" },
      { Urgent: "yes" },
      { Due: true },
      { Photos: "brake.png" },
    ]) {
      const { status, body } = await ticket(wrong);
      expect([status, body.errors[0].code], JSON.stringify(wrong)).toEqual([400, "parameter_invalid"]);
    }
  });

  test("a list takes the id of an item and shows its name", async () => {
    const { ask, path, attribute, ticket } = await opened();
    const list = await attribute({ name: "Size", data_type: "list", list_items: "Small, Large,Small" });
    const [small, large] = list.input_options.list_items;
    expect(list.input_options.list_items).toMatchObject([{ name: "Small" }, { name: "Large" }]);
    const made = (await ticket({ Size: large.id })).body;
    expect(made.ticket_attributes.Size).toBe("Large");
    expect((await ticket({ Size: "Large" })).status).toBe(400);
    const more = await ask("PUT", `${path}/attributes/${list.id}`, { list_items: "Huge,Small" });
    expect(more.body.input_options.list_items).toEqual([{ id: expect.any(String), name: "Huge" }, small]);
    expect((await ticket({ Size: large.id })).status).toBe(400);
    expect((await ask("GET", `/tickets/${made.id}`)).body.ticket_attributes.Size).toBe("Large");
  });

  test("an attribute that is renamed or archived is so in its tickets, and found in a search", async () => {
    const { ask, path, attribute, ticket } = await opened();
    const model = await attribute({ name: "Model", data_type: "string" });
    const made = (await ticket({ Model: "Tern" })).body;
    const url = `${path}/attributes/${model.id}`;
    await ask("PUT", url, { name: "Bike" });
    const shown = (await ask("GET", `/tickets/${made.id}`)).body.ticket_attributes;
    expect(shown).toMatchObject({ Bike: "Tern" });
    expect(shown).not.toHaveProperty("Model");
    const query = { field: `ticket_attribute.${model.id}`, operator: "=", value: "Tern" };
    expect((await ask("POST", "/tickets/search", { query })).body.total_count).toBe(1);
    await ask("PUT", url, { archived: true });
    expect((await ticket()).body.ticket_attributes).not.toHaveProperty("Bike");
    expect((await ticket({ Bike: "Other" })).status).toBe(400);
    const kept = await ask("PUT", `/tickets/${made.id}`, { ticket_attributes: { Bike: "Other" } });
    expect(kept.body.ticket_attributes.Bike).toBe("Other");
  });

  test("a conversation becomes a ticket of a customer type only, and keeps what it was linked to", async () => {
    const { ask, refusal, type } = await opened();
    const { id } = (await ask("POST", "/contacts", { external_id: "a-2" })).body;
    const sent = { from: { type: "user", id }, body: "Hello" };
    const { conversation_id } = (await ask("POST", "/conversations", sent)).body;
    const path = `/conversations/${conversation_id}`;
    const tracker = { ticket_type_id: type.id };
    expect(await refusal("POST", `${path}/convert`, tracker)).toEqual([400, "parameter_invalid"]);
    expect(await refusal("POST", `${path}/convert`, { ticket_type_id: "1" })).toEqual([404, "not_found"]);
    expect((await ask("GET", path)).body.linked_objects.total_count).toBe(0);
    const attributes = { _default_title_: "Brake", "Bike model": "Tern" };
    const ticket = (await ask("POST", `${path}/convert`, { ticket_type_id: "31", attributes })).body;
    expect(ticket).toMatchObject({
      category: "Customer",
      ticket_attributes: attributes,
      contacts: { contacts: [{ id }] },
      linked_objects: { data: [{ type: "conversation", id: conversation_id }] },
    });
    expect((await ask("GET", `/tickets/${ticket.id}`)).body).toEqual(ticket);
    const again = (await ask("POST", `${path}/convert`, { ticket_type_id: "31" })).body;
    const { linked_objects } = (await ask("GET", path)).body;
    expect(linked_objects).toMatchObject({ total_count: 2, data: [{ id: ticket.id }, { id: again.id }] });
  });
});

test("a state is one that the ticket's type allows, in every version", async () => {
  const { call } = await open({ seed: { contacts: 1 } });
  const { data } = (await call("GET", "/contacts")).body;
  const sent = { ticket_type_id: "32", contacts: [{ id: data[0].id }] };
  const { id } = (await call("POST", "/tickets", sent)).body;
  const older = await call("PUT", `/tickets/${id}`, { state: "waiting_on_customer" }, "2.11");
  expect([older.status, older.body.errors[0].code]).toEqual([400, "parameter_invalid"]);
  const newer = await call("PUT", `/tickets/${id}`, { ticket_state_id: "9103" });
  expect([newer.status, newer.body.errors[0].code]).toEqual([400, "ticket_state_id_invalid"]);
});

test.each(versionsWith("GET", "/ticket_states"))(
  "states are listed with the types that use them in %s",
  async (v) => {
    const { call } = await open({ state: "empty" });
    const type = (await call("POST", "/ticket_types", { name: "Fault" }, v)).body;
    const { data } = (await call("GET", "/ticket_states", undefined, v)).body;
    expect(type.ticket_states.data.map((state: Body) => state.id)).toEqual(
      data.map((state: Body) => state.id),
    );
    for (const state of data) {
      expect(state.ticket_types.data).toContainEqual({
        type: "ticket_type",
        id: type.id,
        category: "Customer",
        name: "Fault",
        description: "",
        icon: "🎟️",
        archived: false,
        is_internal: false,
      });
    }
  },
);
