import { expect, test } from "vitest";
import { TOPICS } from "../src/webhooks/topics.ts";
import type { Body } from "./harness.ts";
import { hooked, topicsOf } from "./webhook-endpoint.ts";

const ADMIN = "7100231";

test("every topic is sent by some operation, and nothing is sent for what changes nothing", async () => {
  const { call, sent, local } = await hooked({}, [], { contacts: 1, visitors: 1, companies: 1, tags: 1 });
  const [user] = local.ids("contacts");
  const [visitor] = local.ids("visitors");
  const [company] = local.ids("companies");
  const [tag] = local.ids("tags");
  const seen = new Set<string>();
  /** Carries out an operation, which is to send these. */
  const gives = async (topics: string[], ...asked: Parameters<typeof call>) => {
    let body: Body;
    const bodies = await sent(async () => ({ body } = await call(...asked)));
    expect(topicsOf(bodies), asked.join(" ")).toEqual(topics);
    for (const topic of topics) seen.add(topic);
    return body;
  };

  const contact = `/contacts/${user}`;
  const put = { name: "Ruth", email: "ruth@example.com" };
  await gives(["contact.user.created"], "POST", "/contacts", { external_id: "b" });
  await gives(["contact.user.updated", "contact.email.updated"], "PUT", contact, put);
  await gives(["contact.archived"], "POST", `${contact}/archive`);
  await gives([], "POST", `${contact}/archive`);
  await gives(["contact.unarchive"], "POST", `${contact}/unarchive`);
  await gives([], "POST", `${contact}/unarchive`);
  await gives(["contact.user.tag.created"], "POST", `${contact}/tags`, { id: tag });
  await gives([], "POST", `${contact}/tags`, { id: tag });
  await gives(["contact.user.tag.deleted"], "DELETE", `${contact}/tags/${tag}`);

  const lead = await gives(["contact.lead.created"], "POST", "/contacts", { role: "lead" });
  const added = ["contact.lead.updated", "contact.lead.added_email"];
  await gives(added, "PUT", `/contacts/${lead.id}`, { email: "lea@example.com" });
  await gives(["contact.lead.tag.created"], "POST", `/contacts/${lead.id}/tags`, { id: tag });
  await gives(["contact.lead.tag.deleted"], "DELETE", `/contacts/${lead.id}/tags/${tag}`);
  await gives(["contact.lead.signed_up"], "PUT", `/contacts/${lead.id}`, { role: "user" });
  const other = await gives(["contact.lead.created"], "POST", "/contacts", { role: "lead" });
  await gives(["contact.merged"], "POST", "/contacts/merge", { from: other.id, into: lead.id });
  await gives(["contact.deleted"], "DELETE", `/contacts/${lead.id}`);
  const convert = { type: "user", visitor: { id: visitor }, user: { email: "visitor@example.com" } };
  await gives(["contact.user.created", "visitor.signed_up"], "POST", "/visitors/convert", convert);
  const event = { event_name: "paid", created_at: 1_800_000_000, id: user };
  await gives(["event.created"], "POST", "/events", event);
  await gives([], "POST", "/events", event);

  const made = await gives(["company.created"], "POST", "/companies", { company_id: "acme" });
  await gives(["company.updated"], "PUT", `/companies/${made.id}`, { name: "Acme" });
  await gives(["company.contact.attached"], "POST", `${contact}/companies`, { id: made.id });
  await gives(["company.contact.detached"], "DELETE", `${contact}/companies/${made.id}`);
  await gives(["company.deleted"], "DELETE", `/companies/${company}`);

  const begin = { from: { type: "user", id: user }, body: "Hello" };
  const { conversation_id } = await gives(["conversation.user.created"], "POST", "/conversations", begin);
  const path = `/conversations/${conversation_id}`;
  const admin = { type: "admin", admin_id: ADMIN };
  const comment = { message_type: "comment", body: "Yes" };
  const answer = { ...comment, type: "user", intercom_user_id: user };
  await gives(["conversation.user.replied"], "POST", `${path}/reply`, answer);
  const replied = await gives(["conversation.admin.replied"], "POST", `${path}/reply`, {
    ...comment,
    ...admin,
  });
  const note = { ...comment, ...admin, message_type: "note" };
  await gives(["conversation.admin.noted"], "POST", `${path}/reply`, note);
  const manage = (message_type: string, more: object = {}) => ({ message_type, ...admin, ...more });
  const assign = manage("assignment", { assignee_id: ADMIN });
  await gives(["conversation.admin.assigned"], "POST", `${path}/parts`, assign);
  const snooze = { message_type: "snoozed", admin_id: ADMIN, snoozed_until: 1_900_000_000 };
  await gives(["conversation.admin.snoozed"], "POST", `${path}/parts`, snooze);
  const open = { message_type: "open", admin_id: ADMIN };
  await gives(["conversation.admin.unsnoozed"], "POST", `${path}/parts`, open);
  await gives(["conversation.admin.closed"], "POST", `${path}/parts`, manage("close"));
  await gives(["conversation.admin.opened"], "POST", `${path}/parts`, open);
  await gives(["conversation.read"], "PUT", path, { read: true });
  await gives(["conversation_part.tag.created"], "POST", `${path}/tags`, { id: tag, admin_id: ADMIN });
  const customer = { admin_id: ADMIN, customer: { email: "new@example.com" } };
  const coming = ["contact.lead.created", "conversation.contact.attached"];
  const { customers } = await gives(coming, "POST", `${path}/customers`, customer);
  const going = `${path}/customers/${customers[1].id}`;
  await gives(["conversation.contact.detached"], "DELETE", going, { admin_id: ADMIN });
  const [{ id: part }] = replied.conversation_parts.conversation_parts.slice(-1);
  const redaction = { type: "conversation_part", conversation_id, conversation_part_id: part };
  await gives(["conversation_part.redacted"], "POST", "/conversations/redact", redaction);
  const message = {
    message_type: "inapp",
    body: "Ready",
    from: { type: "admin", id: ADMIN },
    to: { type: "user", id: user },
    create_conversation_without_contact_reply: true,
  };
  await gives(["conversation.admin.single.created"], "POST", "/messages", message);

  const about = { ticket_type_id: "31", contacts: [{ id: user }] };
  const { id } = await gives(["ticket.created"], "POST", "/tickets", about);
  const ticket = `/tickets/${id}`;
  await gives(["ticket.state.updated", "ticket.closed"], "PUT", ticket, { ticket_state_id: "9104" });
  const renamed = { ticket_attributes: { _default_title_: "Rain" } };
  await gives(["ticket.attribute.updated"], "PUT", ticket, renamed);
  const to = (assignee_id: string) => ({ assignment: { admin_id: ADMIN, assignee_id } });
  await gives(["ticket.admin.assigned"], "PUT", ticket, to(ADMIN));
  await gives(["ticket.team.assigned"], "PUT", ticket, to("640011"));
  await gives(["ticket.admin.replied"], "POST", `${ticket}/reply`, { ...comment, ...admin });
  await gives(["ticket.contact.replied"], "POST", `${ticket}/reply`, answer);
  await gives(["ticket.note.created"], "POST", `${ticket}/reply`, note);

  const away = { away_mode_enabled: true, away_mode_reassign: false };
  const gone = ["admin.away_mode_updated", "admin.activity_log_event.created"];
  await gives(gone, "PUT", `/admins/${ADMIN}/away`, away);
  await gives([], "PUT", `/admins/${ADMIN}/away`, away);

  expect([...seen].toSorted()).toEqual([...TOPICS].toSorted());
});
