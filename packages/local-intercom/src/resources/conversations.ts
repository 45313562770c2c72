import { StateRefusal } from "../http.ts";
import { isJson, objectAt, objectsAt, plain, text, type Json } from "../json.ts";
import { at, contactNamed, conversationAt, missing, toldAt, type Call } from "../operations/call.ts";
import { lists, placeOf, reads, show, type Kind, type Resource } from "../operations/kind.ts";
import { LATEST_FIRST } from "../operations/paging.ts";
import { searches } from "../search/query.ts";
import type { Contact, Thread } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";
import { contactOrNew, contactReference } from "./contacts.ts";
import { courseOf } from "./conversation-statistics.ts";
import { learnAttributes, withAttributes } from "./data-attributes.ts";
import { attachments, authorOf, contactsOf, html, shownParts } from "./parts.ts";
import { applyShownTags } from "./tags.ts";
import { becomeContact, visitorOf } from "./visitors.ts";

const CONVERSATIONS: Kind<Thread> = {
  name: "conversations",
  singular: "conversation",
  parameter: "conversation_id",
  show: (conversation, call) => displayed(call, conversationView(call, conversation)),
  order: LATEST_FIRST,
};

/** Without their parts. */
const LISTED: Kind<Thread> = { ...CONVERSATIONS, show: (item, { workspace }) => listedView(workspace, item) };

export const conversationResource: Resource = {
  operations: {
    createConversation: (call) => {
      const { workspace, body } = call;
      const { id: from } = body["from"] as Json;
      // a visitor may be named by either
      const visitor = visitorOf(workspace, { id: from }) ?? visitorOf(workspace, { user_id: from });
      // whoever writes is anonymous no longer
      const contact = visitor ? becomeContact(workspace, visitor, "lead") : contactNamed(call, { id: from });
      const when = toldAt(call);
      const conversation = createConversation(workspace, contact, body, when);
      workspace.contacts.note([contact.id], "last_replied_at", when);
      const { id } = conversation.body["source"] as Json;
      return {
        type: "user_message",
        id,
        created_at: when,
        body: body["body"],
        message_type: "inapp",
        conversation_id: conversation.id,
      };
    },

    retrieveConversation: reads(CONVERSATIONS),

    updateConversation: (call) => {
      const { workspace, body: sent } = call;
      const conversation = conversationAt(call);
      const { body } = conversation;
      const { custom_attributes, read = body["read"] } = sent;
      // no operation makes attributes of conversations: they are made by being used
      learnAttributes(workspace, "conversation", custom_attributes);
      // to be read is no update
      const updated = custom_attributes !== undefined && { updated_at: workspace.seconds };
      workspace.conversations.change(conversation, {
        ...body,
        read,
        ...withAttributes(body, sent),
        ...updated,
      });
      return show(call, CONVERSATIONS, conversation);
    },

    listConversations: lists(LISTED),
    searchConversations: searches(LISTED, ({ conversations }) => conversations.newestFirst()),

    attachContactToConversation: (call) => {
      const conversation = conversationAt(call);
      const contact = contactOrNew(call, objectAt(call.body, "customer"), { role: "lead" });
      const others = contactsOf(conversation).filter(({ id }) => id !== contact.id);
      return setContacts(call, conversation, [...others, contactReference(contact)]);
    },

    detachContactFromConversation: (call) => {
      const conversation = conversationAt(call);
      const id = at(call, "contact_id");
      const contacts = contactsOf(conversation);
      if (!contacts.some((contact) => contact["id"] === id)) throw missing(call, "contact");
      if (contacts.length === 1) {
        throw new StateRefusal(
          422,
          "parameter_invalid",
          "The only contact of a conversation cannot be removed",
        );
      }
      return setContacts(
        call,
        conversation,
        contacts.filter((contact) => contact["id"] !== id),
      );
    },
  },
  fill: (workspace) => {
    const shown = { retrieveConversation: "", listConversations: "conversations" };
    for (const { conversation_parts, ...body } of workspace.shown(shown)) {
      const parts = isJson(conversation_parts) ? objectsAt(conversation_parts, "conversation_parts") : [];
      learnAttributes(workspace, "conversation", body["custom_attributes"], 0);
      const { id } = workspace.conversations.add({ ...placeOf(body), body, parts });
      applyShownTags(workspace, id, body);
    }
  },
};

/** A conversation that a contact has begun with a message. */
export function createConversation(
  workspace: Workspace,
  contact: Contact,
  sent: Json,
  createdAt: number,
): Thread {
  const id = workspace.ids.number();
  const source = {
    id: workspace.ids.number(),
    delivered_as: "customer_initiated",
    subject: text(sent["subject"]) ?? "",
    body: html(sent["body"]) ?? "",
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
    body: html(body) ?? "",
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

export function conversationView({ workspace }: Call, conversation: Thread): Json {
  return {
    ...listedView(workspace, conversation),
    conversation_parts: {
      type: "conversation_part.list",
      conversation_parts: shownParts(conversation),
      total_count: conversation.parts.length,
    },
  };
}

/** As lists show a conversation. */
function listedView(workspace: Workspace, { id, body }: Thread): Json {
  const tags = [...workspace.tagged.from(id)].flatMap(([tag, applied]) => {
    const known = workspace.tags.get(tag);
    return known ? { ...known.body, ...applied } : [];
  });
  return { ...body, tags: { type: "tag.list", tags } };
}

/** As it is asked for: with `display_as=plaintext` what was said is without its tags. */
function displayed({ query }: Call, conversation: Json): Json {
  if (query.get("display_as") !== "plaintext") return conversation;
  const withoutTags = (said: Json) => ({
    ...said,
    ...(text(said["body"]) && { body: plain(String(said["body"])) }),
  });
  const { source } = conversation;
  const parts = objectAt(conversation, "conversation_parts");
  const conversation_parts = objectsAt(parts, "conversation_parts").map(withoutTags);
  return {
    ...conversation,
    source: isJson(source) ? withoutTags(source) : source,
    conversation_parts: { ...parts, conversation_parts },
  };
}

function setContacts(call: Call, conversation: Thread, contacts: Json[]): Json {
  const { workspace } = call;
  const list = { type: "contact.list", contacts };
  workspace.conversations.change(conversation, {
    ...conversation.body,
    contacts: list,
    updated_at: workspace.seconds,
  });
  const customers = contacts.map(({ id }) => {
    const contact: Contact | undefined = workspace.contacts.get(String(id));
    return { type: contact ? authorOf(contact)["type"] : "user", id };
  });
  return { customers };
}
