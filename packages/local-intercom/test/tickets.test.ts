import { describe, expect, test } from "vitest";
import { open, VERSIONS } from "./harness.ts";

describe.each(VERSIONS)("tickets in %s", (version) => {
  async function opened() {
    const { call: plain } = await open({ state: "empty" });
    const call = (method: string, path: string, body?: unknown) => plain(method, path, body, version);
    await call("POST", "/contacts", { email: "a@example.com", external_id: "a-1" });
    const sent = {
      ticket_type_id: 31,
      contacts: [{ external_id: "a-1" }],
      ticket_attributes: { _default_title_: "Brake" },
    };
    const ticket = (await call("POST", "/tickets", sent)).body;
    return { call, ticket, path: `/tickets/${ticket.id}` };
  }

  test("are created with their type and first state", async () => {
    const { call, ticket, path } = await opened();
    expect(ticket).toMatchObject({
      id: expect.stringMatching(/^\d+$/),
      category: "Customer",
      ticket_type: { id: "31" },
      ticket_attributes: { _default_title_: "Brake" },
      admin_assignee_id: "0",
      open: true,
      contacts: { contacts: [{ external_id: "a-1" }] },
    });
    expect((await call("GET", path)).body).toEqual(ticket);
  });

  test("move on and are assigned", async () => {
    const { call, path } = await opened();
    const next = version === "2.11" ? { state: "in_progress" } : { ticket_state_id: "9102" };
    const moved = (await call("PUT", path, { ...next, ticket_attributes: { "Bike model": "Tern" } })).body;
    const emptied = (await call("PUT", path, { ticket_attributes: { "Bike model": null } })).body;
    expect(emptied.ticket_attributes).toMatchObject({ _default_title_: "Brake", "Bike model": null });
    const state = moved.ticket_state;
    expect(state.category ?? state).toBe("in_progress");
    expect(moved.ticket_attributes).toMatchObject({ _default_title_: "Brake", "Bike model": "Tern" });
    const assign = (assignee_id: string) =>
      call("PUT", path, { assignment: { admin_id: "7100231", assignee_id } });
    expect((await assign("7100232")).body.admin_assignee_id).toBe("7100232");
    expect((await assign("640011")).body.team_assignee_id).toBe("640011");
    const parts = (await call("GET", path)).body.ticket_parts.ticket_parts;
    expect(parts.at(-1).assigned_to).toEqual({ type: "team", id: "640011" });
    const nobody = await assign("1");
    expect([nobody.status, nobody.body.errors[0].code]).toEqual([404, "assignee_not_found"]);
    const stranger = await call("PUT", path, { assignment: { admin_id: "1", assignee_id: "7100231" } });
    expect([stranger.status, stranger.body.errors[0].code]).toEqual([404, "assignee_not_found"]);
    expect((await call("GET", path)).body.admin_assignee_id).toBe("7100232");
    const freed = (await assign("0")).body;
    expect(freed.admin_assignee_id).toBe("0");
    expect(freed.ticket_parts.ticket_parts.at(-1).assigned_to).toEqual({ type: "nobody_admin", id: null });
  });

  test("keep a part for each change, and begin with one", async () => {
    const { call, path } = await opened();
    const next = version === "2.11" ? { state: "resolved" } : { ticket_state_id: "9104" };
    await call("PUT", path, { assignment: { admin_id: "7100232", assignee_id: "640011" } });
    await call("PUT", path, { snoozed_until: 1_900_000_000 });
    expect((await call("GET", path)).body.snoozed_until).toBe(1_900_000_000);
    await call("PUT", path, next);
    await call("PUT", path, next);
    await call("PUT", path, { open: true, is_shared: false });
    const closed = (await call("PUT", path, { open: false })).body;
    expect(closed).toMatchObject({ open: false, is_shared: false });
    expect(closed).not.toHaveProperty("snoozed_until");
    const [first, ...parts] = closed.ticket_parts.ticket_parts;
    expect(first).toMatchObject({ previous_ticket_state: "submitted", ticket_state: "submitted" });
    expect(parts).toMatchObject([
      { part_type: "assignment", assigned_to: { type: "team", id: "640011" }, author: { id: "7100232" } },
      { part_type: "snoozed" },
      {
        part_type: "ticket_state_updated_by_admin",
        previous_ticket_state: "submitted",
        ticket_state: "resolved",
      },
      { part_type: "open" },
      { part_type: "close" },
    ]);
    expect((await call("GET", path)).body).toEqual(closed);
  });

  test("make the contact whose address nobody has", async () => {
    const { call } = await opened();
    const sent = { ticket_type_id: "31", contacts: [{ email: "new@example.com" }] };
    const [first] = (await call("POST", "/tickets", sent)).body.contacts.contacts;
    const [again] = (await call("POST", "/tickets", sent)).body.contacts.contacts;
    expect(again).toEqual(first);
    expect((await call("GET", `/contacts/${first.id}`)).body.email).toBe("new@example.com");
  });

  test("are about one contact", async () => {
    const { call } = await opened();
    for (const contacts of [[], [{ external_id: "a-1" }, { email: "b@example.com" }]]) {
      const { status, body } = await call("POST", "/tickets", { ticket_type_id: "31", contacts });
      expect([status, body.errors[0].field]).toEqual([400, "contacts"]);
    }
  });

  test("are about a company, as long as there is one", async () => {
    const { call } = await opened();
    const company = (await call("POST", "/companies", { company_id: "acme" })).body;
    const sent = { ticket_type_id: "31", contacts: [{ external_id: "a-1" }] };
    const create = (company_id: string) => call("POST", "/tickets", { ...sent, company_id });
    const { id, company_id } = (await create("acme")).body;
    expect(company_id).toBe(company.id);
    expect((await create(company.id)).body.errors[0]).toMatchObject({
      code: "parameter_invalid",
      field: "company_id",
    });
    await call("DELETE", `/companies/${company.id}`);
    expect((await call("GET", `/tickets/${id}`)).body).not.toHaveProperty("company_id");
  });

  test("take replies, notes and quick replies", async () => {
    const { call, path } = await opened();
    const note = { message_type: "note", type: "admin", admin_id: "7100231", body: "Wait" };
    expect((await call("POST", `${path}/reply`, note)).body).toMatchObject({
      part_type: "note",
      body: "<p>Wait</p>",
    });
    const reply = { message_type: "comment", type: "user", user_id: "a-1", body: "Fine" };
    expect((await call("POST", `${path}/reply`, reply)).body.author).toMatchObject({ type: "user" });
    const { id } = (await call("POST", "/contacts", { role: "lead" })).body;
    const lead = { ...reply, user_id: undefined, intercom_user_id: id };
    expect((await call("POST", `${path}/reply`, lead)).body.author).toMatchObject({ type: "user", id });
    // after the one that every ticket begins with
    expect((await call("GET", path)).body.ticket_parts.total_count).toBe(4);
  });

  test("of the back office take no replies of contacts, and comments of admins while they are shared", async () => {
    const { call } = await opened();
    const { id } = (
      await call("POST", "/tickets", { ticket_type_id: "32", contacts: [{ external_id: "a-1" }] })
    ).body;
    const reply = { message_type: "comment", type: "user", user_id: "a-1", body: "Fine" };
    const { status, body } = await call("POST", `/tickets/${id}/reply`, reply);
    expect([status, body.errors[0].code]).toEqual([400, "parameter_mismatch"]);
    const comment = { message_type: "comment", type: "admin", admin_id: "7100231", body: "Fine" };
    expect((await call("POST", `/tickets/${id}/reply`, comment)).status).toBe(200);
    await call("PUT", `/tickets/${id}`, { is_shared: false });
    expect((await call("POST", `/tickets/${id}/reply`, comment)).status).toBe(400);
    const note = { ...comment, message_type: "note" };
    expect((await call("POST", `/tickets/${id}/reply`, note)).status).toBe(200);
  });

  test("that track others take notes of admins, and no comments", async () => {
    const { call } = await opened();
    const tracker = { name: "Outage", category: "Tracker" };
    const type = (await call("POST", "/ticket_types", tracker)).body;
    const sent = { ticket_type_id: type.id, contacts: [{ external_id: "a-1" }] };
    const { id } = (await call("POST", "/tickets", sent)).body;
    const comment = { message_type: "comment", type: "admin", admin_id: "7100231", body: "Fine" };
    const { status, body } = await call("POST", `/tickets/${id}/reply`, comment);
    expect([status, body.errors[0].code]).toEqual([400, "parameter_mismatch"]);
    const note = { ...comment, message_type: "note" };
    expect((await call("POST", `/tickets/${id}/reply`, note)).status).toBe(200);
  });

  test("answer 404 where there is none, by the operation's own code", async () => {
    const { call } = await opened();
    const plain = await call("GET", "/tickets/1");
    expect([plain.status, plain.body.errors[0].code]).toEqual([404, "not_found"]);
    const tagged = await call("POST", "/tickets/1/tags", { id: "1", admin_id: "1" });
    expect([tagged.status, tagged.body.errors[0].code]).toEqual([404, "ticket_not_found"]);
  });
});

test.each(VERSIONS.filter((version) => version !== "2.11"))(
  "a ticket changes its company in %s",
  async (version) => {
    const { call, local } = await open({ seed: { tickets: 1, companies: 1 } }, version);
    const [company = ""] = local.ids("companies");
    const change = (company_id: string | null) =>
      call("PUT", `/tickets/${local.ids("tickets")[0]}`, { company_id });
    expect((await change(company)).body.company_id).toBe(company);
    expect((await change("company-1")).status).toBe(404);
    expect((await change(null)).body).not.toHaveProperty("company_id");
  },
);

test("an unknown state is refused", async () => {
  const { call, local } = await open({ seed: { tickets: 1 } });
  const { status, body } = await call("PUT", `/tickets/${local.ids("tickets")[0]}`, { ticket_state_id: "1" });
  expect([status, body.errors[0].code]).toEqual([400, "ticket_state_id_invalid"]);
});
