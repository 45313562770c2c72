import type { Seed } from "../options.ts";
import { createArticle } from "../resources/articles.ts";
import { createCollection } from "../resources/collections.ts";
import { createNote } from "../resources/notes.ts";
import { createVisitor } from "../resources/visitors.ts";
import { learnAttributes } from "./attributes.ts";
import { createCompany } from "./create-company.ts";
import { createContact } from "./create-contact.ts";
import { createEvent } from "./create-event.ts";
import { createTag } from "./create-tag.ts";
import { createConversation, createTicket } from "./create-thread.ts";
import { admins } from "./given.ts";
import type { Contact, Item } from "./item.ts";
import { ticketTypes } from "./ticket-types.ts";
import type { Workspace } from "./workspace.ts";

/** 2026-01-01, in Unix seconds: seeded things are the same on every run. */
const START = 1_767_225_600;

/** Several are created in the same second, as lists must not lose track when they are. */
const PER_SECOND = 3;

/** Puts so many of each into a workspace. */
export function fillFromSeed(workspace: Workspace, seed: Seed): void {
  const contacts = fillContacts(workspace, seed);
  const [first] = contacts;
  const companies = times(seed.companies, (number, at) =>
    createCompany(workspace, { company_id: `company-${number}`, name: `Company ${number}` }, at),
  );
  join(workspace, contacts, companies);
  times(seed.tags, (number) => createTag(workspace, `Tag ${number}`));
  times(seed.articles, (number, at) =>
    createArticle(
      workspace,
      { title: `Article ${number}`, body: `<p>Words on ${number}</p>`, author_id: 1, state: "published" },
      at,
    ),
  );
  times(seed.visitors, (number, at) => createVisitor(workspace, { user_id: `visitor-${number}` }, at));
  times(seed.collections, (number, at) => createCollection(workspace, { name: `Collection ${number}` }, at));
  if (first) fillFirst(workspace, seed, first, contacts);
}

function fillContacts(workspace: Workspace, seed: Seed): Contact[] {
  const { contacts = 0, conversations, tickets, notes, events } = seed;
  // whatever is about a contact needs one
  const count = contacts || (conversations || tickets || notes || events ? 1 : 0);
  if (count > 0) learnAttributes(workspace, "contact", { number: count }, 0);
  return times(count, (number, at) =>
    createContact(
      workspace,
      {
        email: `user-${number}@example.com`,
        external_id: `external-${number}`,
        name: `User ${number}`,
        role: number % 10 === 0 ? "lead" : "user",
        custom_attributes: { number },
      },
      { createdAt: at },
    ),
  );
}

function join({ memberships }: Workspace, contacts: readonly Contact[], companies: readonly Item[]): void {
  const [contact, company] = [contacts[0], companies[0]];
  if (!contact || !company) return;
  for (const { id } of contacts) memberships.link(id, company.id, null);
  for (const { id } of companies) memberships.link(contact.id, id, null);
}

function fillFirst(workspace: Workspace, seed: Seed, first: Contact, contacts: readonly Contact[]): void {
  const [type] = ticketTypes(workspace);
  const [author] = admins(workspace);
  if (!type || !author) throw new Error("The examples have no admin or no ticket type");
  const contact = (number: number) => contacts[(number - 1) % contacts.length] ?? first;
  times(seed.conversations, (number, at) =>
    createConversation(workspace, contact(number), { body: `Question ${number}` }, at),
  );
  times(seed.tickets, (number, at) =>
    createTicket(
      workspace,
      [contact(number)],
      { type, attributes: { _default_title_: `Ticket ${number}` } },
      at,
    ),
  );
  times(seed.notes, (number, at) =>
    createNote(workspace, first.id, author, { body: `<p>Note ${number}</p>` }, at),
  );
  times(seed.events, (number, at) =>
    createEvent(workspace, first.id, { event_name: `event-${number}`, created_at: at, metadata: { number } }),
  );
}

function times<T>(count = 0, make: (number: number, createdAt: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index + 1, START + Math.floor(index / PER_SECOND)));
}
