import { describe, expect, test } from "vitest";
import { hooked, topicsOf } from "./webhook-endpoint.ts";

describe("a change gives its topics", () => {
  test("of contacts", async () => {
    const { call, sent } = await hooked();
    const lead = (await call("POST", "/contacts", { role: "lead" })).body.id;
    const user = (await call("POST", "/contacts", { email: "user@example.com" })).body.id;
    const other = (await call("POST", "/contacts", { role: "lead" })).body.id;
    const put = (id: string, body: object) => sent(() => call("PUT", `/contacts/${id}`, body));
    expect(topicsOf(await put(lead, { name: "Lea" }))).toEqual(["contact.lead.updated"]);
    expect(topicsOf(await put(lead, { email: "lea@example.com" }))).toEqual([
      "contact.lead.updated",
      "contact.lead.added_email",
    ]);
    expect(topicsOf(await put(lead, { role: "user" }))).toEqual(["contact.lead.signed_up"]);
    expect(topicsOf(await put(user, { email: "new@example.com" }))).toEqual([
      "contact.user.updated",
      "contact.email.updated",
    ]);
    const [archived] = await sent(() => call("POST", `/contacts/${user}/archive`));
    expect(archived.topic).toBe("contact.archived");
    expect(archived.data.item).toEqual({ type: "contact", id: user, external_id: null, archived: true });
    expect(topicsOf(await sent(() => call("POST", `/contacts/${user}/unarchive`)))).toEqual([
      "contact.unarchive",
    ]);
    const merge = { from: other, into: user };
    const merged = await sent(() => call("POST", "/contacts/merge", merge));
    expect(merged.map(({ topic, data }) => [topic, data.item.id])).toEqual([["contact.merged", user]]);
    const [deleted, ...more] = await sent(() => call("DELETE", `/contacts/${user}`));
    expect([deleted.topic, more]).toEqual(["contact.deleted", []]);
    expect(deleted.data.item).toEqual({ type: "contact", id: user, external_id: null, deleted: true });
  });

  test("of tags, companies and events", async () => {
    const { call, sent, local } = await hooked({}, [], { contacts: 10 });
    const ids = local.ids("contacts");
    const [user, lead] = [ids[0], ids[9]];
    const tag = (await call("POST", "/tags", { name: "Rain" })).body;
    const [tagged] = await sent(() => call("POST", `/contacts/${user}/tags`, { id: tag.id }));
    expect(tagged.topic).toBe("contact.user.tag.created");
    expect(tagged.data.item).toMatchObject({
      type: "contact_tag",
      tag: { name: "Rain" },
      contact: { id: user },
    });
    expect(topicsOf(await sent(() => call("POST", `/contacts/${lead}/tags`, { id: tag.id })))).toEqual([
      "contact.lead.tag.created",
    ]);
    expect(topicsOf(await sent(() => call("DELETE", `/contacts/${user}/tags/${tag.id}`)))).toEqual([
      "contact.user.tag.deleted",
    ]);

    const company = { company_id: "c-1", name: "Velo" };
    const [created] = await sent(() => call("POST", "/companies", company));
    const { id } = created.data.item;
    expect([created.topic, created.data.item.name]).toEqual(["company.created", "Velo"]);
    expect(topicsOf(await sent(() => call("PUT", `/companies/${id}`, { name: "Velo North" })))).toEqual([
      "company.updated",
    ]);
    const [attached] = await sent(() => call("POST", `/contacts/${user}/companies`, { id }));
    expect(attached.topic).toBe("company.contact.attached");
    expect(attached.data.item).toMatchObject({ company: { id }, contact: { id: user } });
    expect(topicsOf(await sent(() => call("DELETE", `/contacts/${user}/companies/${id}`)))).toEqual([
      "company.contact.detached",
    ]);
    const [deleted] = await sent(() => call("DELETE", `/companies/${id}`));
    expect([deleted.topic, deleted.data.item]).toEqual([
      "company.deleted",
      { type: "company", id, deleted: true },
    ]);

    const event = { event_name: "paid", created_at: 1_800_000_000, user_id: "external-1" };
    const [told] = await sent(() => call("POST", "/events", event));
    expect(told.topic).toBe("event.created");
    expect(told.data.item).toMatchObject({
      event_name: "paid",
      user_id: "external-1",
      intercom_user_id: user,
    });
    // a duplicate is none
    expect(await sent(() => call("POST", "/events", event))).toEqual([]);
  });

  test("of conversations, each with the part that it is about", async () => {
    const { call, sent, local } = await hooked({}, [], { contacts: 2 });
    const [user = "", other = ""] = local.ids("contacts");
    const from = { type: "user", id: user };
    const [created] = await sent(() => call("POST", "/conversations", { from, body: "Hello" }));
    expect([created.topic, created.data.item.conversation_parts.total_count]).toEqual([
      "conversation.user.created",
      0,
    ]);
    const { id } = created.data.item;
    const admin = (await call("GET", "/admins")).body.admins[0].id;
    const reply = (body: object) => sent(() => call("POST", `/conversations/${id}/reply`, body));
    const part = (body: object) => sent(() => call("POST", `/conversations/${id}/parts`, body));
    const byAdmin = { type: "admin", admin_id: admin };
    const [replied] = await reply({
      message_type: "comment",
      type: "user",
      intercom_user_id: user,
      body: "Anyone?",
    });
    expect(replied.topic).toBe("conversation.user.replied");
    const [answered] = await reply({ message_type: "comment", ...byAdmin, body: "Yes" });
    expect(answered.topic).toBe("conversation.admin.replied");
    expect(answered.data.item.conversation_parts.conversation_parts).toEqual([
      expect.objectContaining({ body: "<p>Yes</p>" }),
    ]);
    const rest = [
      await reply({ message_type: "note", ...byAdmin, body: "Hm" }),
      await part({ message_type: "snoozed", admin_id: admin, snoozed_until: 1_900_000_000 }),
      await part({ message_type: "open", admin_id: admin }),
      await part({ message_type: "close", ...byAdmin }),
      await part({ message_type: "open", admin_id: admin }),
      await part({ message_type: "assignment", ...byAdmin, assignee_id: admin }),
      await sent(() => call("PUT", `/conversations/${id}`, { read: true })),
      await sent(() =>
        call("POST", `/conversations/${id}/customers`, {
          admin_id: admin,
          customer: { intercom_user_id: other },
        }),
      ),
      await sent(() => call("DELETE", `/conversations/${id}/customers/${other}`, { admin_id: admin })),
    ];
    expect(rest.map(topicsOf)).toEqual([
      ["conversation.admin.noted"],
      ["conversation.admin.snoozed"],
      ["conversation.admin.unsnoozed"],
      ["conversation.admin.closed"],
      ["conversation.admin.opened"],
      ["conversation.admin.assigned"],
      ["conversation.read"],
      ["conversation.contact.attached"],
      ["conversation.contact.detached"],
    ]);
    const redaction = {
      type: "conversation_part",
      conversation_id: id,
      conversation_part_id: answered.data.item.conversation_parts.conversation_parts[0].id,
    };
    expect(topicsOf(await sent(() => call("POST", "/conversations/redact", redaction)))).toEqual([
      "conversation_part.redacted",
    ]);
  });

  test("of tickets", async () => {
    const { call, sent, local } = await hooked({}, [], { contacts: 1, tickets: 1 });
    const [id] = local.ids("tickets");
    const [contact] = local.ids("contacts");
    const admin = (await call("GET", "/admins")).body.admins[0].id;
    const put = (body: object) => sent(() => call("PUT", `/tickets/${id}`, body, "2.11"));
    const reply = (body: object) => sent(() => call("POST", `/tickets/${id}/reply`, body));
    expect(topicsOf(await put({ state: "in_progress" }))).toEqual(["ticket.state.updated"]);
    expect(topicsOf(await put({ state: "resolved" }))).toEqual(["ticket.state.updated", "ticket.closed"]);
    expect(topicsOf(await put({ ticket_attributes: { _default_title_: "Rain" } }))).toEqual([
      "ticket.attribute.updated",
    ]);
    expect(topicsOf(await put({ assignment: { admin_id: admin, assignee_id: admin } }))).toEqual([
      "ticket.admin.assigned",
    ]);
    const [note] = await reply({ message_type: "note", type: "admin", admin_id: admin, body: "Hm" });
    expect(note.topic).toBe("ticket.note.created");
    expect(note.data.item).toMatchObject({
      type: "ticket_ticket_part",
      ticket: { id },
      ticket_part: { body: "<p>Hm</p>" },
    });
    const answer = { message_type: "comment", type: "user", intercom_user_id: contact, body: "Thanks" };
    expect(topicsOf(await reply(answer))).toEqual(["ticket.contact.replied"]);
  });

  test("only of those that are asked for, and none for what is refused or seeded", async () => {
    const { call, sent, local } = await hooked({ topics: ["company.*", "contact.deleted"] });
    const bodies = await sent(async () => {
      local.seed({ companies: 2 });
      const { id } = (await call("POST", "/contacts", { email: "a@example.com" })).body;
      expect((await call("PUT", "/companies/none", { name: "x" })).status).toBe(404);
      await call("POST", "/companies", { company_id: "c", name: "C" });
      await call("DELETE", `/contacts/${id}`);
    });
    expect(topicsOf(bodies)).toEqual(["company.created", "contact.deleted"]);
  });
});
