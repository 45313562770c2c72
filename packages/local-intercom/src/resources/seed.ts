import type { Json } from "../json.ts";
import type { Seed } from "../options.ts";
import type { Contact, Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";
import { admins } from "./admins.ts";
import { createArticle } from "./articles.ts";
import { createCollection } from "./help-center.ts";
import { createCompany } from "./companies.ts";
import { createContact } from "./contacts.ts";
import { createConversation } from "./conversations.ts";
import { learnAttributes } from "./data-attributes.ts";
import { createEvent } from "./events.ts";
import { createNote } from "./notes.ts";
import { createTag } from "./tags.ts";
import { ticketTypes } from "./ticket-types.ts";
import { createTicket } from "./tickets.ts";
import { createVisitor } from "./visitors.ts";

/** 2026-01-01, in Unix seconds: seeded things are the same on every run. */
const START = 1_767_225_600;

/** Several are created in the same second, as lists must not lose track when they are. */
const PER_SECOND = 3;

/** Puts so many of each into a workspace, more than it has of an earlier seed. */
export function fillFromSeed(workspace: Workspace, given: Seed): void {
  const seed = spansOf(workspace, given);
  const contacts = fillContacts(workspace, seed);
  const first = firstContact(workspace) ?? contacts[0];
  const companies = times(seed.companies, (number, at) =>
    createCompany(workspace, { company_id: `company-${number}`, name: `Company ${number}` }, at),
  );
  join(workspace, contacts, companies, first);
  times(seed.tags, (number) => createTag(workspace, `Tag ${number}`));
  const [author] = admins(workspace);
  if (!author) throw new Error("The examples have no admin");
  const author_id = Number(author["id"]);
  times(seed.articles, (number, at) =>
    createArticle(
      workspace,
      { title: `Article ${number}`, body: `<p>Words on ${number}</p>`, author_id, state: "published" },
      at,
    ),
  );
  times(seed.visitors, (number, at) => createVisitor(workspace, { user_id: `visitor-${number}` }, at));
  times(seed.collections, (number, at) => createCollection(workspace, { name: `Collection ${number}` }, at));
  if (first) fillFirst(workspace, seed, { first, contacts, author });
}

/** How many of something are put in, and how many were before. */
interface Span {
  after: number;
  count: number;
}

type Spans = Partial<Record<keyof Seed, Span>>;

function spansOf(workspace: Workspace, given: Seed): Spans {
  const { conversations, tickets, notes, events } = given;
  const needsContact = conversations || tickets || notes || events;
  // whatever is about a contact needs one
  const contacts = given.contacts || (needsContact && !firstContact(workspace) ? 1 : 0);
  const spans = Object.entries({ ...given, contacts }).map(([name, count = 0]) => {
    const after = workspace.seeded.get(name) ?? 0;
    workspace.seeded.set(name, after + count);
    return [name, { after, count }] as const;
  });
  return Object.fromEntries(spans);
}

function firstContact({ contacts }: Workspace): Contact | undefined {
  return contacts.find({ external_id: "external-1" });
}

function fillContacts(workspace: Workspace, seed: Spans): Contact[] {
  const { count = 0 } = seed.contacts ?? {};
  if (count > 0) learnAttributes(workspace, "contact", { number: count }, 0);
  return times(seed.contacts, (number, at) =>
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

function join(
  { memberships, companies: all }: Workspace,
  contacts: readonly Contact[],
  companies: readonly Item[],
  first: Contact | undefined,
): void {
  const company = all.all().find(({ body }) => body["company_id"] === "company-1");
  if (!first || !company) return;
  for (const { id } of contacts) memberships.link(id, company.id, null);
  for (const { id } of companies) memberships.link(first.id, id, null);
}

function fillFirst(
  workspace: Workspace,
  seed: Spans,
  { first, contacts, author }: { first: Contact; contacts: readonly Contact[]; author: Json },
): void {
  const [type] = ticketTypes(workspace);
  if (!type) throw new Error("The examples have no ticket type");
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

function times<T>(
  { after, count }: Span = { after: 0, count: 0 },
  make: (number: number, createdAt: number) => T,
): T[] {
  return Array.from({ length: count }, (_, index) =>
    make(after + index + 1, START + Math.floor((after + index) / PER_SECOND)),
  );
}
