import { invalid, StateRefusal } from "../http.ts";
import { objectAt, objectsAt, text, type Json } from "../json.ts";
import {
  companyAt,
  contactAt,
  contactNamed,
  found,
  missing,
  unprocessable,
  type Call,
} from "../operations/call.ts";
import { creates, lists, placeOf, reads, updates, type Kind, type Resource } from "../operations/kind.ts";
import { searches } from "../search/query.ts";
import type { Collection } from "../store/collection.ts";
import type { Contact, Thread } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";
import { learnAttributes, takeAttributes, withAttributes } from "./data-attributes.ts";
import { eventKey } from "./events.ts";
import { subscriptionsOf } from "./subscriptions.ts";

/** How many of its tags, notes or companies a contact carries along; the rest is behind their `url`. */
const EMBEDDED = 10;

const CONTACTS: Kind<Contact> = {
  name: "contacts",
  singular: "contact",
  parameter: "contact_id",
  show: (contact, { workspace }) => contactView(workspace, contact),
  isOldestFirst: true,
};

export const contactResource: Resource = {
  operations: {
    CreateContact: creates(CONTACTS, (workspace, sent) => {
      check(workspace, sent);
      const { searchableFrom } = workspace;
      return createContact(workspace, sent, { searchableFrom });
    }),

    ShowContact: reads(CONTACTS),

    UpdateContact: updates(CONTACTS, (contact, call) => {
      const { workspace, body } = call;
      // what is archived has to come back first
      if (contact.archived) throw missing(call, "contact");
      check(workspace, body, contact);
      return changedContact(contact.body, body);
    }),

    DeleteContact: (call) => {
      const contact = contactAt(call);
      remove(call.workspace, contact);
      return { ...contactReference(contact), deleted: true };
    },

    ArchiveContact: (call) => archive(call, true),
    UnarchiveContact: (call) => archive(call, false),

    ListContacts: lists(CONTACTS, ({ workspace }) => workspace.contacts.active()),
    ListAttachedContacts: lists(CONTACTS, contactsOfCompany),
    SearchContacts: searches(CONTACTS, searchable),

    MergeContact: (call) => {
      const { workspace, body } = call;
      const from = found(call, "contact", workspace.contacts.get(String(body["from"])));
      const into = found(call, "contact", workspace.contacts.get(String(body["into"])));
      if (from.body["role"] !== "lead" || into.body["role"] !== "user") {
        throw unprocessable("Only a lead can be merged, and only into a user");
      }
      merge(workspace, from, into);
      return contactView(workspace, into);
    },
  },
  fill: (workspace) => {
    const shown = {
      ShowContact: "",
      ListContacts: "data",
      SearchContacts: "data",
      ListAttachedContacts: "data",
    };
    for (const body of workspace.shown(shown)) {
      learnAttributes(workspace, "contact", body["custom_attributes"], 0);
      const { id } = workspace.contacts.add({ ...placeOf(body), body, archived: false, searchableFrom: 0 });
      for (const company of objectsAt(objectAt(body, "companies"), "data")) {
        workspace.memberships.link(id, String(company["id"]), null);
      }
      for (const tag of objectsAt(objectAt(body, "tags"), "data")) {
        workspace.tagged.link(id, String(tag["id"]), null);
      }
      for (const list of ["opted_in_subscription_types", "opted_out_subscription_types"]) {
        for (const type of objectsAt(objectAt(body, list), "data")) {
          workspace.subscribed.link(id, String(type["id"]), null);
        }
      }
    }
  },
};

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
    body: changedContact(body, sent),
    archived: false,
    searchableFrom,
  });
}

/** A contact's body after a request's values were put into it. */
export function changedContact(body: Json, sent: Json): Json {
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

export function contactView(workspace: Workspace, { id, body }: Contact): Json {
  const { tagged, noted, memberships } = workspace;
  const chosen = subscriptionsOf(workspace, id);
  const subscriptions = (consent: string) =>
    addressable(
      "subscription",
      "subscription_types",
      `/contacts/${id}/subscriptions`,
      chosen.filter(({ body: { consent_type } }) => consent_type === consent).map((type) => type.id),
    );
  return {
    ...body,
    tags: addressable("tag", "tags", `/contacts/${id}/tags`, [...tagged.from(id).keys()]),
    notes: addressable("note", "notes", `/contacts/${id}/notes`, [...noted.from(id).keys()]),
    companies: addressable("company", "companies", `/contacts/${id}/companies`, [
      ...memberships.from(id).keys(),
    ]),
    opted_in_subscription_types: subscriptions("opt_in"),
    opted_out_subscription_types: subscriptions("opt_out"),
  };
}

/** The first of a contact's tags, notes and so on, and where all of them are. */
function addressable(type: string, path: string, url: string, ids: readonly string[]): Json {
  return {
    type: "list",
    data: ids.slice(0, EMBEDDED).map((id) => ({ type, id, url: `/${path}/${id}` })),
    url,
    total_count: ids.length,
    has_more: ids.length > EMBEDDED,
  };
}

/** A contact as its conversations and tickets name it. */
export function contactReference({ id, body }: Contact): Json {
  return { type: "contact", id, external_id: body["external_id"] ?? null };
}

function contactsOfCompany(call: Call): readonly Contact[] {
  const { contacts, memberships } = call.workspace;
  const { id } = companyAt(call);
  return call.workspace.remember(`contacts of ${id}`, () => {
    const members = memberships.to(id);
    return contacts.active().filter((contact) => members.has(contact.id));
  });
}

/** What searches find by now. */
function searchable({ contacts, settings }: Workspace): readonly Contact[] {
  const { searchDelayMs, now } = settings;
  const time = now();
  const active = contacts.active();
  return searchDelayMs > 0 ? active.filter(({ searchableFrom }) => searchableFrom <= time) : active;
}

/** The contact that a body refers to; an address that nobody has becomes a new one's. */
export function contactOrNew(call: Call, reference: Json, more: Json = {}): Contact {
  const { workspace } = call;
  const { email } = reference;
  if (text(email) === undefined || workspace.contacts.find({ email })) return contactNamed(call, reference);
  const { searchableFrom } = workspace;
  return createContact(workspace, { ...more, email }, { searchableFrom });
}

/** Refuses what a contact cannot have. @param own the one that it is sent for; undefined for a new one */
function check(workspace: Workspace, sent: Json, own?: Contact): void {
  const { role } = sent;
  if (role !== undefined && role !== "user" && role !== "lead") {
    throw invalid("role", "`role` takes `user` or `lead`");
  }
  if (role === "lead" && own?.body["role"] === "user") {
    throw new StateRefusal(400, "client_error", "A user cannot become a lead");
  }
  takeAttributes(workspace, "contact", sent);
  refuseDuplicate(workspace, sent, own);
}

/** In the words that users report, as in https://github.com/PostHog/posthog/issues/72192: clients read the id off them. */
function refuseDuplicate({ contacts }: Workspace, sent: Json, own?: Contact): void {
  // what it has already it may share with another one
  const taken = ["email", "external_id"].filter((key) => text(sent[key]) !== text(own?.body[key]));
  const other = taken.map((key) => contacts.find({ [key]: sent[key] })).find((one) => one && one !== own);
  if (!other) return;
  const which = other.archived ? "An archived contact" : "A contact";
  const message = `${which} matching those details already exists with id=${other.id}`;
  throw new StateRefusal(409, "conflict", message);
}

function archive(call: Call, archived: boolean): Json {
  const contact = contactAt(call);
  if (contact.archived !== archived) {
    contact.archived = archived;
    call.workspace.contacts.change(contact, contact.body);
  }
  return { ...contactReference(contact), archived };
}

function remove(workspace: Workspace, { id }: Contact): void {
  const { contacts, notes, events, noted, did } = workspace;
  for (const note of noted.from(id).keys()) notes.delete(note);
  for (const event of did.from(id).keys()) events.delete(event);
  for (const relation of workspace.relations) relation.forget(id);
  contacts.delete(id);
}

function merge(workspace: Workspace, from: Contact, into: Contact): void {
  const { noted, did, notes, events, eventKeys, conversations, tickets, seconds } = workspace;
  for (const id of noted.from(from.id).keys()) {
    const note = notes.get(id);
    if (note) notes.change(note, { ...note.body, contact: { type: "contact", id: into.id } });
  }
  for (const id of did.from(from.id).keys()) eventKeys.add(eventKey(into.id, events.get(id)?.body ?? {}));
  for (const relation of workspace.relations) relation.move(from.id, into.id);
  for (const threads of [conversations, tickets]) {
    for (const thread of threads.all()) replaceContact(threads, thread, from, into);
  }
  workspace.contacts.delete(from.id);
  workspace.contacts.change(into, { ...into.body, updated_at: seconds });
}

function replaceContact(threads: Collection<Thread>, thread: Thread, from: Contact, into: Contact): void {
  const list = objectAt(thread.body, "contacts");
  const contacts = objectsAt(list, "contacts");
  if (!contacts.some(({ id }) => text(id) === from.id)) return;
  const others = contacts.filter(({ id }) => id !== from.id && id !== into.id);
  const joined = { ...list, contacts: [...others, contactReference(into)] };
  threads.change(thread, { ...thread.body, contacts: joined });
}
