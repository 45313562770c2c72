import { invalid } from "../http.ts";
import { objectAt, text, type Json } from "../json.ts";
import { found, missing } from "../operations/call.ts";
import { add, placeOf, type Kind, type Resource } from "../operations/kind.ts";
import type { Contact, Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";
import { contactView, createContact } from "./contacts.ts";
import { takeAttributes, withAttributes } from "./data-attributes.ts";
import { applyShownTags, tagList } from "./tags.ts";

const VISITORS: Kind = { name: "visitors", singular: "visitor", parameter: "visitor_id" };

/** What a visitor and a contact call the same. */
const KEPT = [
  "name",
  "phone",
  "owner_id",
  "signed_up_at",
  "unsubscribed_from_emails",
  "marked_email_as_spam",
  "has_hard_bounced",
  "custom_attributes",
  "referrer",
  "utm_campaign",
  "utm_content",
  "utm_medium",
  "utm_source",
  "utm_term",
];

export const visitorResource: Resource = {
  operations: {
    retrieveVisitorWithUserId: (call) => {
      const visitor = visitorOf(call.workspace, { user_id: call.query.get("user_id") });
      return visitorView(call.workspace, found(call, "visitor", visitor));
    },

    updateVisitor: (call) => {
      const { workspace, body: sent } = call;
      const { id, user_id, name } = sent;
      const visitor = found(call, "visitor", visitorOf(workspace, { id, user_id }));
      takeAttributes(workspace, "contact", sent);
      const { body } = visitor;
      workspace.of(VISITORS).change(visitor, {
        ...body,
        ...(name !== undefined && { name }),
        ...withAttributes(body, sent),
        updated_at: workspace.seconds,
      });
      return visitorView(workspace, visitor);
    },

    convertVisitor: (call) => {
      const { workspace, body } = call;
      const role = body["type"];
      if (role !== "user" && role !== "lead") throw invalid("type", "`type` takes `user` or `lead`");
      const visitor = found(call, "visitor", visitorOf(workspace, objectAt(body, "visitor")));
      const { id, user_id, email } = objectAt(body, "user");
      const known = workspace.contacts.find({ id, external_id: user_id, email });
      if (known) return contactView(workspace, mergeInto(workspace, visitor, known));
      // an id is Intercom's to give: a new contact has the visitor's
      if (text(id) !== undefined && text(id) !== visitor.id) throw missing(call, "contact");
      return contactView(workspace, becomeContact(workspace, visitor, role, { external_id: user_id, email }));
    },
  },
  fill: (workspace) => {
    for (const body of workspace.shown({ retrieveVisitorWithUserId: "" })) {
      const { id } = workspace.of(VISITORS).add({ ...placeOf(body), body });
      applyShownTags(workspace, id, body);
    }
  },
};

/** Somebody whom the Messenger has seen: no operation makes one. */
export function createVisitor(workspace: Workspace, sent: Json, createdAt: number): Item {
  const id = workspace.ids.hex();
  const body = {
    type: "visitor",
    id,
    user_id: workspace.ids.uuid(),
    anonymous: true,
    email: "",
    avatar: { type: "avatar", image_url: null },
    app_id: workspace.id,
    companies: { type: "company.list", companies: [] },
    location_data: {},
    remote_created_at: createdAt,
    signed_up_at: createdAt,
    last_request_at: createdAt,
    session_count: 1,
    social_profiles: { type: "social_profile.list", social_profiles: [] },
    unsubscribed_from_emails: false,
    marked_email_as_spam: false,
    has_hard_bounced: false,
    segments: { type: "segment.list", segments: [] },
    custom_attributes: {},
    ...sent,
  };
  return add(workspace, VISITORS, body, { id, createdAt });
}

/** By `id`, else by `user_id`, else by `email`. */
export function visitorOf(workspace: Workspace, { id, user_id, email }: Json): Item | undefined {
  const visitors = workspace.of(VISITORS);
  const given = text(id);
  if (given !== undefined) return visitors.get(given);
  const has = (key: string, value: unknown) =>
    text(value) === undefined ? undefined : visitors.all().find(({ body }) => body[key] === value);
  return has("user_id", user_id) ?? has("email", email);
}

/** The visitor is gone, a contact with the same id and all that was known of the visitor is there. */
export function becomeContact(
  workspace: Workspace,
  visitor: Item,
  role: "user" | "lead",
  { external_id, email }: Json = {},
): Contact {
  const { id, createdAt, body } = visitor;
  const kept = Object.fromEntries(KEPT.map((key) => [key, body[key]]));
  const place = objectAt(body, "location_data");
  const address = text(email) ?? text(body["email"]);
  const contact = createContact(
    workspace,
    {
      ...kept,
      role,
      external_id,
      ...(address && { email: address }),
      last_seen_at: body["last_request_at"],
      location: {
        type: "location",
        country: place["country_name"],
        region: place["region_name"],
        city: place["city_name"],
        country_code: place["country_code"],
        continent_code: place["continent_code"],
      },
      updated_at: workspace.seconds,
    },
    { id, createdAt, searchableFrom: workspace.searchableFrom },
  );
  workspace.of(VISITORS).delete(id);
  return contact;
}

/** The visitor is gone, the contact has the tags and the attributes that it did not have itself. */
function mergeInto(workspace: Workspace, visitor: Item, contact: Contact): Contact {
  const { tagged, contacts, seconds } = workspace;
  const seen = [visitor.body["last_request_at"], contact.body["last_seen_at"]].map((time) =>
    Number(time ?? 0),
  );
  tagged.move(visitor.id, contact.id);
  workspace.of(VISITORS).delete(visitor.id);
  return contacts.change(contact, {
    ...contact.body,
    custom_attributes: {
      ...objectAt(visitor.body, "custom_attributes"),
      ...objectAt(contact.body, "custom_attributes"),
    },
    last_seen_at: Math.max(...seen) || null,
    updated_at: seconds,
  });
}

function visitorView(workspace: Workspace, { id, body }: Item): Json {
  return { ...body, tags: tagList(workspace, id) };
}
