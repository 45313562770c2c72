import { StateRefusal } from "../http.ts";
import { objectAt, text, type Json } from "../json.ts";
import { at, contactNamed, conversationAt, found, missing, type Call } from "../operations/call.ts";
import type { Resource } from "../operations/kind.ts";
import type { Thread } from "../store/item.ts";
import { admins, teams } from "./admins.ts";
import { isByContact, waitingSince } from "./conversation-statistics.ts";
import { conversationView } from "./conversations.ts";
import { addPart, authorNamed, BOT, contactsOf, html, NOBODY, type NewPart } from "./parts.ts";

/** What stands where something was redacted. */
const DELETED = "<p><i>This message was deleted</i></p>";

/** What adds a part to a conversation, or takes away what one says. */
export const conversationPartResource: Resource = {
  operations: {
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

    redactConversation: (call) => {
      const { conversation_id, conversation_part_id, source_id } = call.body;
      const { conversations } = call.workspace;
      const conversation = found(call, "conversation", conversations.get(String(conversation_id)));
      const source = objectAt(conversation.body, "source");
      const part = conversation.parts.find(({ id }) => id === text(conversation_part_id));
      const redacted = { body: DELETED, attachments: [], redacted: true };
      if (source_id !== undefined && source["id"] === text(source_id)) {
        if (!isByContact(source)) throw notRedactable("A contact did not write this message");
        const { body } = conversation;
        conversations.change(conversation, { ...body, source: { ...source, ...redacted } });
      } else if (part) {
        if (!text(part["body"])) throw notRedactable("This part has no body");
        conversation.parts = conversation.parts.map((one) => (one === part ? { ...part, ...redacted } : one));
        conversations.change(conversation, conversation.body);
      } else throw missing(call, "part");
      return conversationView(call, conversation);
    },
  },
};

/** The part that managing a conversation leaves, and what it changes in the conversation. */
function action(call: Call, conversation: Thread): [Omit<NewPart, "author">, Json] {
  const { message_type, body, snoozed_until, assignee_id, type } = call.body;
  const words = html(body);
  if (message_type === "close") {
    return [
      { part_type: "close", body: words },
      { open: false, state: "closed", snoozed_until: null, waiting_since: null },
    ];
  }
  if (message_type === "snoozed")
    return [{ part_type: "snoozed" }, { open: true, state: "snoozed", snoozed_until }];
  if (message_type === "open") {
    const isReopened = conversation.body["state"] === "closed";
    const waiting = isReopened && { waiting_since: waitingSince(conversation, call.workspace.seconds) };
    return [{ part_type: "open" }, { open: true, state: "open", snoozed_until: null, ...waiting }];
  }
  // 0 takes the assignee away
  const id = Number(assignee_id);
  const choice = type === "team" ? teams(call.workspace) : admins(call.workspace);
  if (id !== 0 && !choice.some((one) => one["id"] === text(assignee_id))) throw missing(call, "assignee");
  const key = type === "team" ? "team_assignee_id" : "admin_assignee_id";
  const assigned_to = id === 0 ? NOBODY : { type: String(type), id: String(assignee_id) };
  return [{ part_type: "assignment", body: words, assigned_to }, { [key]: id === 0 ? null : id }];
}

/** The contact's newest conversation: what the literal id `last` means. */
function lastOf(call: Call): Thread {
  const { id } = contactNamed(call, call.body);
  const last = call.workspace.conversations
    .newestFirst()
    .find((conversation) => contactsOf(conversation).some((contact) => contact["id"] === id));
  return found(call, "conversation", last);
}

function notRedactable(message: string): StateRefusal {
  return new StateRefusal(422, "conversation_part_not_redactable", message);
}
