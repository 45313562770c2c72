import { text, type Json } from "../json.ts";
import { withAttributes } from "./attributes.ts";
import type { Contact } from "./item.ts";
import type { Workspace } from "./workspace.ts";

/** Adds a contact; whether it may be there is the caller's to have checked. */
export function createContact(
  workspace: Workspace,
  sent: Json,
  { id = workspace.ids.hex(), createdAt = workspace.seconds, searchableFrom = 0 } = {},
): Contact {
  const body = {
    type: "contact",
    id,
    workspace_id: workspace.id,
    role: "user",
    has_hard_bounced: false,
    marked_email_as_spam: false,
    unsubscribed_from_emails: false,
    location: { type: "location" },
    social_profiles: { type: "list", data: [] },
    email: null,
    created_at: createdAt,
    updated_at: createdAt,
    custom_attributes: {},
  };
  return workspace.contacts.add({
    id,
    createdAt,
    body: changed(body, sent),
    archived: false,
    searchableFrom,
  });
}

/** A contact's body after a request's values were put into it. */
export function changed(body: Json, sent: Json): Json {
  const { email, avatar, unsubscribed_from_emails, ...rest } = sent;
  const address = text(email)?.toLowerCase();
  return {
    ...body,
    ...rest,
    ...(email !== undefined && { email: address ?? null, email_domain: address?.split("@").at(-1) }),
    ...(avatar !== undefined && { avatar: avatar === null ? null : { type: "avatar", image_url: avatar } }),
    ...(typeof unsubscribed_from_emails === "boolean" && { unsubscribed_from_emails }),
    ...withAttributes(body, sent),
  };
}
