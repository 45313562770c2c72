import type { Happening } from "./happening.ts";
import type { ItemKind } from "./items.ts";

type Condition = (happening: Happening) => boolean;
type Row = readonly [topic: string, item: ItemKind, when?: Condition];

/**
 * Which change gives which topics, and what each tells of: by the collection or relation and what happens in it.
 * A merge of contacts gives `contact.merged` and nothing else.
 */
const TABLE: Readonly<Record<string, readonly Row[]>> = {
  "contacts created": [
    ["contact.user.created", "contact", is("role", "user")],
    ["contact.lead.created", "contact", is("role", "lead")],
  ],
  "contacts changed": [
    ["contact.user.updated", "contact", all(is("role", "user"), was("role", "user"), isUpdate)],
    ["contact.lead.updated", "contact", all(is("role", "lead"), isUpdate)],
    ["contact.lead.signed_up", "contact", all(is("role", "user"), was("role", "lead"))],
    ["contact.email.updated", "contact", all(is("role", "user"), differs("email"))],
    ["contact.lead.added_email", "contact", all(is("role", "lead"), gains("email"))],
    ["contact.archived", "archived contact", by("ArchiveContact")],
    ["contact.unarchive", "contact", by("UnarchiveContact")],
    ["contact.merged", "contact", by("MergeContact")],
  ],
  "contacts deleted": [["contact.deleted", "deleted contact"]],
  "tagged linked": [
    ["contact.user.tag.created", "contact and tag", is("role", "user")],
    ["contact.lead.tag.created", "contact and tag", is("role", "lead")],
    ["conversation_part.tag.created", "conversation", by("attachTagToConversation")],
  ],
  "tagged unlinked": [
    ["contact.user.tag.deleted", "contact and tag", is("role", "user")],
    ["contact.lead.tag.deleted", "contact and tag", is("role", "lead")],
  ],
  "visitors deleted": [["visitor.signed_up", "visitor", by("convertVisitor")]],
  "events created": [["event.created", "event"]],

  "companies created": [["company.created", "company"]],
  "companies changed": [["company.updated", "company"]],
  "companies deleted": [["company.deleted", "deleted company"]],
  "memberships linked": [["company.contact.attached", "company and contact"]],
  "memberships unlinked": [["company.contact.detached", "company and contact"]],

  "conversations created": [
    ["conversation.user.created", "conversation", not(isOutbound)],
    ["conversation.admin.single.created", "conversation", isOutbound],
  ],
  "conversations part added": [
    ["conversation.user.replied", "conversation", part("comment", "user", "lead")],
    ["conversation.admin.replied", "conversation", part("comment", "admin")],
    ["conversation.admin.noted", "conversation", part("note")],
    ["conversation.admin.assigned", "conversation", part("assignment")],
    ["conversation.admin.closed", "conversation", part("close")],
    ["conversation.admin.snoozed", "conversation", part("snoozed")],
    ["conversation.admin.unsnoozed", "conversation", all(part("open"), was("state", "snoozed"))],
    ["conversation.admin.opened", "conversation", all(part("open"), not(was("state", "snoozed")))],
  ],
  "conversations changed": [
    ["conversation.read", "conversation", all(differs("read"), is("read", true))],
    ["conversation_part.redacted", "conversation", by("redactConversation")],
  ],
  "conversations contact added": [["conversation.contact.attached", "conversation and contact"]],
  "conversations contact removed": [["conversation.contact.detached", "conversation and contact"]],

  "tickets created": [["ticket.created", "ticket"]],
  "tickets changed": [
    ["ticket.state.updated", "ticket", differs("ticket_state")],
    ["ticket.closed", "ticket", all(differs("open"), is("open", false))],
    ["ticket.attribute.updated", "ticket and part", differs("ticket_attributes")],
    ["ticket.admin.assigned", "ticket and part", differs("admin_assignee_id")],
    ["ticket.team.assigned", "ticket and part", differs("team_assignee_id")],
  ],
  "tickets part added": [
    ["ticket.admin.replied", "ticket and part", part("comment", "admin")],
    ["ticket.contact.replied", "ticket and part", part("comment", "user")],
    ["ticket.note.created", "ticket and part", part("note")],
  ],

  "admins changed": [["admin.away_mode_updated", "admin", differs("away_mode_enabled")]],
  "activity_logs created": [["admin.activity_log_event.created", "activity log"]],
};

/** Every topic that is ever sent, `ping` aside. */
export const TOPICS: readonly string[] = Object.values(TABLE).flatMap((rows) => rows.map(([topic]) => topic));

/** What a happening is to be told as. */
export function topicsOf(happening: Happening): { topic: string; item: ItemKind }[] {
  const rows = TABLE[`${happening.of} ${happening.what}`] ?? [];
  return rows
    .filter(
      ([topic, , when]) => (topic === "contact.merged" || !isMerge(happening)) && when?.(happening) !== false,
    )
    .map(([topic, item]) => ({ topic, item }));
}

function isMerge({ by: operationId }: Happening): boolean {
  return operationId === "MergeContact";
}

/** By none of the operations that have topics of their own. */
function isUpdate(happening: Happening): boolean {
  return !OTHERS.some((operationId) => by(operationId)(happening));
}

const OTHERS = [
  "ArchiveContact",
  "UnarchiveContact",
  "createConversation",
  "replyConversation",
  "createMessage",
];

function isOutbound({ body }: Happening): boolean {
  const { author } = (body["source"] ?? {}) as { author?: { type?: string } };
  return author?.type === "admin";
}

function by(operationId: string): Condition {
  return (happening) => happening.by === operationId;
}

function is(key: string, value: unknown): Condition {
  return ({ body }) => body[key] === value;
}

function was(key: string, value: unknown): Condition {
  return ({ before }) => before[key] === value;
}

function differs(key: string): Condition {
  return ({ body, before }) => JSON.stringify(body[key] ?? null) !== JSON.stringify(before[key] ?? null);
}

function gains(key: string): Condition {
  return ({ body, before }) => Boolean(body[key]) && !before[key];
}

/** A part of this type, by one of these; without any, by whomever. */
function part(type: string, ...authors: readonly string[]): Condition {
  return ({ part: added }) => {
    const { part_type, author } = (added ?? {}) as { part_type?: string; author?: { type?: string } };
    return part_type === type && (authors.length === 0 || authors.includes(String(author?.type)));
  };
}

function all(...conditions: readonly Condition[]): Condition {
  return (happening) => conditions.every((holds) => holds(happening));
}

function not(condition: Condition): Condition {
  return (happening) => !condition(happening);
}
