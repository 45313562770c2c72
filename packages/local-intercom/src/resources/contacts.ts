import { listed, placeOf, type Resource } from "../operations/kind.ts";
import { Refusal, StateRefusal } from "../http.ts";
import { objectAt, objectsAt, text, type Json } from "../json.ts";
import { learnAttributes, takeAttributes } from "../store/attributes.ts";
import { changed, createContact } from "../store/create-contact.ts";
import type { Collection } from "../store/collection.ts";
import { eventKey } from "../store/create-event.ts";
import type { Contact, Thread } from "../store/item.ts";
import { contactReference } from "../store/references.ts";
import type { Relation } from "../store/relation.ts";
import type { Workspace } from "../store/workspace.ts";
import { at, contactAt, found, missing, type Call } from "../operations/call.ts";
import { companyView, contactView, tagsOf } from "./contact-view.ts";
import { cursorPage, numberedPage } from "../operations/paging.ts";

/** How many companies a contact can be in, as the descriptions say. */
const MOST_COMPANIES = 1000;

export const contactResource: Resource = {
  operations: {
    CreateContact: (call) => {
      const { workspace, body } = call;
      takeAttributes(workspace, "contact", body);
      refuseDuplicate(workspace, body);
      const { searchableFrom } = workspace;
      return contactView(workspace, createContact(workspace, body, { searchableFrom }));
    },

    ShowContact: (call) => contactView(call.workspace, contactAt(call)),

    UpdateContact: (call) => {
      const { workspace, body } = call;
      const contact = contactAt(call);
      // what is archived has to come back first
      if (contact.archived) found(call, "contact", undefined);
      takeAttributes(workspace, "contact", body);
      refuseDuplicate(workspace, body, contact);
      workspace.contacts.change(contact, { ...changed(contact.body, body), updated_at: workspace.seconds });
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
      return listed(call, cursorPage(call, { all, newestFirst: false }), (item) =>
        contactView(workspace, item),
      );
    },

    MergeContact: (call) => {
      const { workspace, body } = call;
      const from = found(call, "contact", workspace.contacts.get(String(body["from"])));
      const into = found(call, "contact", workspace.contacts.get(String(body["into"])));
      if (from.body["role"] !== "lead" || into.body["role"] !== "user") {
        throw new StateRefusal(
          422,
          "unprocessable_entity",
          "Only a lead can be merged, and only into a user",
        );
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
      return listed(call, numberedPage(call, companies), (item) => companyView(workspace, item));
    },

    attachContactToACompany: (call) => {
      const { workspace, body } = call;
      const contact = contactAt(call);
      const id = text(body["id"]);
      if (id === undefined) throw new Refusal(400, "parameter_not_found", "Give the id of a company", "id");
      const company = found(call, "company", workspace.companies.get(id));
      const joined = workspace.memberships.from(contact.id);
      if (joined.size >= MOST_COMPANIES && !joined.has(company.id)) {
        throw new StateRefusal(
          400,
          "contact_company_limit_exceeded",
          `The contact cannot join more companies, it is in ${MOST_COMPANIES} already`,
        );
      }
      workspace.memberships.link(contact.id, company.id, null);
      return companyView(workspace, company);
    },

    detachContactFromACompany: (call) => {
      const { workspace } = call;
      const contact = contactAt(call);
      const company = found(call, "company", workspace.companies.get(at(call, "company_id")));
      if (!workspace.memberships.has(contact.id, company.id)) {
        throw missing(call, "company", "The contact is not in this company");
      }
      workspace.memberships.unlink(contact.id, company.id);
      return companyView(workspace, company);
    },

    listTagsForAContact: (call) => ({ type: "list", data: tagsOf(call.workspace, contactAt(call).id) }),
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
  contact.archived = archived;
  call.workspace.contacts.change(contact, contact.body);
  return { ...contactReference(contact), archived };
}

/** All that a contact takes part in. */
function relationsOf(workspace: Workspace): Pick<Relation, "forget" | "move">[] {
  const { memberships, tagged, noted, did, subscribed, totals } = workspace;
  return [memberships, tagged, noted, did, subscribed, totals];
}

function remove(workspace: Workspace, { id }: Contact): void {
  const { contacts, notes, events, noted, did } = workspace;
  for (const note of noted.from(id).keys()) notes.delete(note);
  for (const event of did.from(id).keys()) events.delete(event);
  for (const relation of relationsOf(workspace)) relation.forget(id);
  contacts.delete(id);
}

function merge(workspace: Workspace, from: Contact, into: Contact): void {
  const { noted, did, notes, events, eventKeys, conversations, tickets, seconds } = workspace;
  for (const id of noted.from(from.id).keys()) {
    const note = notes.get(id);
    if (note) notes.change(note, { ...note.body, contact: { type: "contact", id: into.id } });
  }
  for (const id of did.from(from.id).keys()) eventKeys.add(eventKey(into.id, events.get(id)?.body ?? {}));
  for (const relation of relationsOf(workspace)) relation.move(from.id, into.id);
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
