import { Refusal } from "../http.ts";
import { objectAt, text, type Json } from "../json.ts";
import { contactNamed, toldAt, type Call } from "../operations/call.ts";
import { add, type Kind, type Resource } from "../operations/kind.ts";
import type { Item } from "../store/item.ts";
import { adminAt } from "./admins.ts";
import { changedContact, createContact } from "./contacts.ts";
import { createConversation, createOutbound } from "./conversations.ts";

const MESSAGES: Kind = { name: "messages", singular: "message", parameter: "message_id" };

/** As E.164 has it. */
const PHONE = /^\+[1-9]\d{6,14}$/;

export const messageResource: Resource = {
  operations: {
    createMessage: (call) => {
      const from = objectAt(call.body, "from");
      return from["type"] === "admin" ? fromAdmin(call, from).body : fromContact(call, from).body;
    },

    createPhoneSwitch: ({ workspace, body }) => {
      const phone = text(body["phone"]) ?? "";
      if (!PHONE.test(phone)) {
        throw new Refusal(400, "invalid_phone_number", "The phone number has to be in E.164 format");
      }
      const custom_attributes = objectAt(body, "custom_attributes");
      const known = workspace.contacts.active().find((contact) => contact.body["phone"] === phone);
      if (known) workspace.contacts.change(known, changedContact(known.body, { custom_attributes }));
      else createContact(workspace, { role: "lead", phone, custom_attributes });
      return { type: "phone_call_redirect", phone, url: `https://messenger.example.com/${workspace.id}` };
    },
  },
};

/** Begins no conversation until the contact answers, which happens in the Messenger, unless the request asks for one. */
function fromAdmin(call: Call, { id }: Json): Item {
  const { workspace, body: sent } = call;
  const owner = adminAt(call, id);
  const contact = contactNamed(call, { id: objectAt(sent, "to")["id"] });
  const when = toldAt(call);
  workspace.contacts.note([contact.id], "last_contacted_at", when);
  const { body, subject = body } = sent;
  const message = addMessage(call, { type: "admin_message", owner, subject }, when);
  if (sent["create_conversation_without_contact_reply"] !== true) return message;
  const conversation = createOutbound(workspace, contact, owner, { ...sent, id: message.id }, when);
  return workspace.of(MESSAGES).change(message, { ...message.body, conversation_id: conversation.id });
}

/** A contact who writes begins a conversation. */
function fromContact(call: Call, { id }: Json): Item {
  const contact = contactNamed(call, { id });
  const when = toldAt(call);
  const conversation = createConversation(call.workspace, contact, call.body, when);
  call.workspace.contacts.note([contact.id], "last_replied_at", when);
  const source = text(objectAt(conversation.body, "source")["id"]);
  return addMessage(call, { type: "user_message", conversation_id: conversation.id }, when, source);
}

function addMessage(call: Call, more: Json, createdAt: number, id = call.workspace.ids.number()): Item {
  const { message_type, subject, body } = call.body;
  return add(call.workspace, MESSAGES, { message_type, subject, body, ...more }, { id, createdAt });
}
