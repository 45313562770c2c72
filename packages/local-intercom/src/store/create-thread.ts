import { text, type Json } from "../json.ts";
import type { Contact, Item, Thread } from "./item.ts";
import { attachments, BOT, partOf } from "./part.ts";
import { contactReference } from "./references.ts";
import { courseOf } from "./statistics.ts";
import { emptyAttributes, stateOf } from "./ticket-types.ts";
import type { Workspace } from "./workspace.ts";

/** A conversation that a contact has begun with a message. */
export function createConversation(
  workspace: Workspace,
  contact: Contact,
  sent: Json,
  createdAt = workspace.seconds,
): Thread {
  const id = workspace.ids.number();
  const source = {
    id: workspace.ids.number(),
    delivered_as: "customer_initiated",
    subject: text(sent["subject"]) ?? "",
    body: `<p>${text(sent["body"]) ?? ""}</p>`,
    author: authorOf(contact),
    attachments: attachments(sent),
  };
  const first = { created_at: createdAt, type: "conversation", url: null };
  return begin(workspace, contact, createdAt, {
    id,
    waiting_since: createdAt,
    read: true, // until an admin says something
    first_contact_reply: first,
    source,
  });
}

/** A conversation that an admin has begun with a message, before the contact answers. */
export function createOutbound(
  workspace: Workspace,
  contact: Contact,
  { id: admin, name, email }: Json,
  { id, message_type, subject, body }: Json,
  createdAt: number,
): Thread {
  const source = {
    ...(message_type === "email" && { type: "email" }),
    id,
    delivered_as: "admin_initiated",
    subject: text(subject) ?? "",
    body: text(body) ?? "",
    author: { type: "admin", id: admin, name, email },
  };
  return begin(workspace, contact, createdAt, { id: workspace.ids.number(), source });
}

function begin(
  workspace: Workspace,
  contact: Contact,
  createdAt: number,
  { id, source, ...more }: { id: string; source: Json } & Json,
): Thread {
  const body = {
    type: "conversation",
    id,
    created_at: createdAt,
    updated_at: createdAt,
    waiting_since: null,
    open: true,
    state: "open",
    read: false,
    priority: "not_priority",
    custom_attributes: {},
    topics: { type: "topic.list", topics: [], total_count: 0 },
    contacts: { type: "contact.list", contacts: [contactReference(contact)] },
    source: { type: "conversation", attachments: [], url: null, redacted: false, ...source },
    linked_objects: { type: "list", total_count: 0, has_more: false, data: [] },
    ai_agent_participated: false,
    first_contact_reply: null,
    ...courseOf(source, createdAt),
    ...more,
  };
  return workspace.conversations.add({ id, createdAt, body, parts: [] });
}

/** A ticket about some contacts, in the first state of its type. `ticketView` shows what the type is by then. */
export function createTicket(
  workspace: Workspace,
  contacts: readonly Contact[],
  { type, attributes = {}, linked = [] }: { type: Item; attributes?: Json; linked?: Json[] },
  createdAt = workspace.seconds,
): Thread {
  const id = workspace.ids.number();
  const state = stateOf(type, "submitted");
  const body = {
    type: "ticket",
    id,
    ticket_id: workspace.ids.ticketNumber(),
    category: type.body["category"],
    ticket_attributes: { ...emptyAttributes(type), ...attributes },
    ticket_state: state,
    ticket_type: { type: "ticket_type", id: type.id },
    contacts: { type: "contact.list", contacts: contacts.map(contactReference) },
    admin_assignee_id: "0",
    team_assignee_id: "0",
    created_at: createdAt,
    updated_at: createdAt,
    open: true,
    linked_objects: { type: "list", total_count: linked.length, has_more: false, data: linked },
    is_shared: true,
  };
  const category = state?.["category"];
  const first = partOf(workspace, "ticket", createdAt, {
    part_type: "ticket_state_updated_by_admin",
    author: BOT,
    previous_ticket_state: category,
    ticket_state: category,
  });
  return workspace.tickets.add({ id, createdAt, body, parts: [first] });
}

export function authorOf({ id, body }: Contact): Json {
  const { role, name = null, email } = body;
  return { type: role === "lead" ? "lead" : "user", id, name, email: email ?? "" };
}
