import { applyShownTag } from "../store/create-tag.ts";
import { listed, placeOf, type Resource } from "../operations/kind.ts";
import { StateRefusal } from "../http.ts";
import { isJson, objectAt, objectsAt, plain, text, type Json } from "../json.ts";
import { learnAttributes, withAttributes } from "../store/attributes.ts";
import { createContact } from "../store/create-contact.ts";
import { authorOf, createConversation } from "../store/create-thread.ts";
import type { Contact, Thread } from "../store/item.ts";
import { BOT } from "../store/part.ts";
import { contactReference } from "../store/references.ts";
import { at, contactNamed, found, missing, type Call } from "../operations/call.ts";
import { action } from "./conversation-action.ts";
import { conversationView, withoutParts } from "./conversation-view.ts";
import { cursorPage } from "../operations/paging.ts";
import { addPart, authorNamed, html } from "../operations/parts.ts";
import { LATEST_FIRST, sorted } from "../operations/sorting.ts";
import { convert } from "./tickets.ts";
import { becomeContact, visitorOf } from "./visitors.ts";

export const conversationResource: Resource = {
  operations: {
    createConversation: (call) => {
      const { workspace, body } = call;
      const from = body["from"] as Json;
      const visitor = visitorOf(workspace, { id: from["id"] });
      // whoever writes is anonymous no longer
      const contact = visitor
        ? becomeContact(workspace, visitor, "lead")
        : contactNamed(call, { id: from["id"] });
      const { created_at } = body;
      const when = typeof created_at === "number" ? created_at : workspace.seconds;
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

    retrieveConversation: (call) => displayed(call, conversationView(call, conversationAt(call))),

    updateConversation: (call) => {
      const { workspace, body } = call;
      const conversation = conversationAt(call);
      const { custom_attributes, read = conversation.body["read"] } = body;
      // no operation makes attributes of conversations: they are made by being used
      learnAttributes(workspace, "conversation", custom_attributes);
      workspace.conversations.change(conversation, {
        ...conversation.body,
        read,
        ...withAttributes(conversation.body, body),
        // to be read is no update
        ...(custom_attributes !== undefined && { updated_at: workspace.seconds }),
      });
      return displayed(call, conversationView(call, conversation));
    },

    listConversations: (call) => {
      const { workspace } = call;
      const all = workspace.remember("conversations", () =>
        sorted(workspace.conversations.newestFirst(), LATEST_FIRST),
      );
      const page = cursorPage(call, { all, newestFirst: true, order: LATEST_FIRST });
      return listed(call, page, (item) => withoutParts(workspace, item));
    },

    replyConversation: (call) => {
      const author = authorNamed(call);
      const conversation = at(call, "conversation_id") === "last" ? lastOf(call) : conversationAt(call);
      const isContact = author["type"] !== "admin";
      const { message_type, body } = call.body;
      const isAnswer = !isContact && message_type === "comment";
      // an answer of the contact opens what was closed or asleep, an admin's what was asleep
      const opens = isContact || (isAnswer && conversation.body["state"] === "snoozed");
      const opened = opens && { open: true, state: "open", snoozed_until: null };
      const asked = isContact && {
        waiting_since: call.workspace.seconds,
        first_contact_reply: conversation.body["first_contact_reply"] ?? {
          created_at: call.workspace.seconds,
          type: "conversation",
          url: null,
        },
      };
      const answered = isAnswer && { waiting_since: null, read: false };
      addPart(
        call,
        conversation,
        "conversation",
        { part_type: String(message_type), author, body: html(body) },
        { ...opened, ...asked, ...answered },
      );
      const { contacts, seconds } = call.workspace;
      if (isContact) contacts.note([author["id"]], "last_replied_at", seconds);
      else if (isAnswer) {
        contacts.note(
          contactsOf(conversation).map(({ id }) => id),
          "last_contacted_at",
          seconds,
        );
      }
      return conversationView(call, conversation);
    },

    manageConversation: (call) => {
      const conversation = conversationAt(call);
      const [part, change] = action(call, conversation);
      addPart(call, conversation, "conversation", { ...part, author: authorNamed(call) }, change);
      return conversationView(call, conversation);
    },

    autoAssignConversation: (call) => {
      const conversation = conversationAt(call);
      addPart(call, conversation, "conversation", { part_type: "default_assignment", author: BOT });
      return conversationView(call, conversation);
    },

    attachContactToConversation: (call) => {
      const conversation = conversationAt(call);
      const contact = customerNamed(call, objectAt(call.body, "customer"));
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

    redactConversation: (call) => {
      const { conversation_id, conversation_part_id, source_id } = call.body;
      const conversation = found(
        call,
        "conversation",
        call.workspace.conversations.get(String(conversation_id)),
      );
      const source = objectAt(conversation.body, "source");
      const part = conversation.parts.find(({ id }) => id === text(conversation_part_id));
      const redacted = { body: DELETED, attachments: [], redacted: true };
      if (source_id !== undefined && source["id"] === text(source_id)) {
        if (!isOfContact(source)) throw notRedactable("A contact did not write this message");
        const { body } = conversation;
        call.workspace.conversations.change(conversation, { ...body, source: { ...source, ...redacted } });
      } else if (part) {
        if (!text(part["body"])) throw notRedactable("This part has no body");
        conversation.parts = conversation.parts.map((one) => (one === part ? { ...part, ...redacted } : one));
        call.workspace.conversations.change(conversation, conversation.body);
      } else throw missing(call, "part");
      return conversationView(call, conversation);
    },

    convertConversationToTicket: (call) => convert(call, conversationAt(call)),
  },
  fill: (workspace) => {
    const shown = { retrieveConversation: "", listConversations: "conversations" };
    for (const { conversation_parts, ...body } of workspace.shown(shown)) {
      const parts = isJson(conversation_parts) ? objectsAt(conversation_parts, "conversation_parts") : [];
      learnAttributes(workspace, "conversation", body["custom_attributes"], 0);
      const { id } = workspace.conversations.add({ ...placeOf(body), body, parts });
      for (const tag of objectsAt(objectAt(body, "tags"), "tags")) applyShownTag(workspace, id, tag);
    }
  },
};

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

/** What stands where something was redacted. */
const DELETED = "<p><i>This message was deleted</i></p>";

export function conversationAt(call: Call): Thread {
  return found(call, "conversation", call.workspace.conversations.get(at(call, "conversation_id")));
}

/** The contact's newest conversation: what the literal id `last` means. */
function lastOf(call: Call): Thread {
  const { id } = contactNamed(call, call.body);
  const last = call.workspace.conversations
    .newestFirst()
    .find((conversation) => contactsOf(conversation).some((contact) => contact["id"] === id));
  return found(call, "conversation", last);
}

function contactsOf({ body }: Thread): Json[] {
  return objectsAt(objectAt(body, "contacts"), "contacts");
}

/** The contact that is to come in; an address that nobody has becomes a lead's. */
function customerNamed(call: Call, reference: Json): Contact {
  const { workspace } = call;
  const { email } = reference;
  if (text(email) === undefined || workspace.contacts.find({ email })) return contactNamed(call, reference);
  const { searchableFrom } = workspace;
  return createContact(workspace, { role: "lead", email }, { searchableFrom });
}

function isOfContact(source: Json): boolean {
  const { type } = objectAt(source, "author");
  return type === "user" || type === "lead" || type === "contact";
}

function notRedactable(message: string): StateRefusal {
  return new StateRefusal(422, "conversation_part_not_redactable", message);
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
