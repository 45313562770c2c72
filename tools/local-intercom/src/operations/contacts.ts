import { StateRefusal } from "../http.ts";
import { objectsAt, text, type Json } from "../json.ts";
import { changed, createContact } from "../store/create-contact.ts";
import type { Contact } from "../store/item.ts";
import { contactReference } from "../store/references.ts";
import type { Workspace } from "../store/workspace.ts";
import { at, contactAt, EXAMPLE, found, type Call, type Handler } from "./call.ts";
import { companyView, contactList, contactView, tagsOf } from "./contact-view.ts";
import { cursorPage, numberedPage } from "./paging.ts";

export const contactHandlers: Record<string, Handler> = {
  CreateContact: (call) => {
    const { workspace, body } = call;
    refuseDuplicate(workspace, body);
    const searchableFrom = workspace.settings.now() + workspace.settings.searchDelayMs;
    return contactView(workspace, createContact(workspace, body, { searchableFrom }));
  },

  ShowContact: (call) => contactView(call.workspace, contactAt(call)),

  UpdateContact: (call) => {
    const { workspace, body } = call;
    const contact = contactAt(call);
    // what is archived has to come back first
    if (contact.archived) found(call, "contact", undefined);
    refuseDuplicate(workspace, body, contact);
    workspace.contacts.update(contact, { ...changed(contact.body, body), updated_at: workspace.seconds });
    return contactView(workspace, contact);
  },

  DeleteContact: (call) => {
    const contact = contactAt(call);
    remove(call.workspace, contact);
    return { ...contactReference(contact), deleted: true };
  },

  ArchiveContact: (call) => archive(call, true),
  UnarchiveContact: (call) => archive(call, false),

  ListContacts: (call) => {
    const { workspace } = call;
    const all = workspace.remember("active contacts", () => workspace.contacts.active());
    return contactList(call, cursorPage(call, { all, newestFirst: false }));
  },

  MergeContact: (call) => {
    const { workspace, body } = call;
    const from = found(call, "contact", workspace.contacts.get(String(body["from"])));
    const into = found(call, "contact", workspace.contacts.get(String(body["into"])));
    if (from.body["role"] !== "lead" || into.body["role"] !== "user") {
      throw new StateRefusal(422, "unprocessable_entity", "Only a lead can be merged, and only into a user");
    }
    merge(workspace, from, into);
    return contactView(workspace, into);
  },

  listCompaniesForAContact: (call) => {
    const { workspace } = call;
    const { id } = contactAt(call);
    const companies = [...workspace.memberships.from(id).keys()].flatMap(
      (company) => workspace.companies.get(company) ?? [],
    );
    const { items, total, pages } = numberedPage(call, companies);
    return {
      type: "list",
      data: items.map((item) => companyView(workspace, item)),
      total_count: total,
      pages,
    };
  },

  attachContactToACompany: (call) => {
    const { workspace, body } = call;
    const contact = contactAt(call);
    const company = found(call, "company", workspace.companies.get(String(body["id"])));
    workspace.memberships.link(contact.id, company.id, null);
    return companyView(workspace, company);
  },

  detachContactFromACompany: (call) => {
    const { workspace } = call;
    const contact = contactAt(call);
    const company = found(call, "company", workspace.companies.get(at(call, "company_id")));
    workspace.memberships.unlink(contact.id, company.id);
    return companyView(workspace, company);
  },

  listTagsForAContact: (call) => ({ type: "list", data: tagsOf(call.workspace, contactAt(call).id) }),

  // segments and subscriptions are no state: only the contact has to be there
  listSegmentsForAContact: (call) => contactAt(call) && EXAMPLE,
  listSubscriptionsForAContact: (call) => contactAt(call) && EXAMPLE,
  attachSubscriptionTypeToContact: (call) => contactAt(call) && EXAMPLE,
  detachSubscriptionTypeToContact: (call) => contactAt(call) && EXAMPLE,
};

/** In the words that users report, as in https://github.com/PostHog/posthog/issues/72192: clients read the id off them. */
function refuseDuplicate({ contacts }: Workspace, sent: Json, own?: Contact): void {
  const { email, external_id } = sent;
  const other = [contacts.find({ email }), contacts.find({ external_id })].find((one) => one && one !== own);
  if (!other) return;
  const which = other.archived ? "An archived contact" : "A contact";
  const message = `${which} matching those details already exists with id=${other.id}`;
  throw new StateRefusal(409, "conflict", message);
}

function archive(call: Call, archived: boolean): Json {
  const contact = contactAt(call);
  contact.archived = archived;
  return { ...contactReference(contact), archived };
}

function remove(workspace: Workspace, { id }: Contact): void {
  const { contacts, memberships, tagged, noted, did, notes, events } = workspace;
  for (const note of noted.from(id).keys()) notes.delete(note);
  for (const event of did.from(id).keys()) events.delete(event);
  for (const relation of [memberships, tagged, noted, did]) relation.forget(id);
  contacts.delete(id);
}

function merge(workspace: Workspace, from: Contact, into: Contact): void {
  const { memberships, tagged, noted, did, notes, conversations, tickets, seconds } = workspace;
  for (const id of noted.from(from.id).keys()) {
    const note = notes.get(id);
    if (note) note.body = { ...note.body, contact: { type: "contact", id: into.id } };
  }
  for (const relation of [memberships, tagged, noted, did]) {
    (relation as typeof memberships).move(from.id, into.id);
  }
  for (const thread of [...conversations.all(), ...tickets.all()]) replaceContact(thread, from, into);
  workspace.contacts.delete(from.id);
  workspace.contacts.update(into, { ...into.body, updated_at: seconds });
}

function replaceContact(thread: { body: Json }, from: Contact, into: Contact): void {
  const list = thread.body["contacts"] as Json;
  const contacts = objectsAt(list, "contacts");
  if (!contacts.some(({ id }) => text(id) === from.id)) return;
  const others = contacts.filter(({ id }) => id !== from.id && id !== into.id);
  thread.body = { ...thread.body, contacts: { ...list, contacts: [...others, contactReference(into)] } };
}
