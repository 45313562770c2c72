import type { Json } from "../json.ts";
import type { Contact, Item } from "./item.ts";
import type { Workspace } from "./workspace.ts";

/** Both kinds of people that a segment can hold. */
const KINDS = 2;

// Whom a segment holds is a rule that the API does not show: here it is every contact of its `person_type`, and every
// company with such a contact.

export function segments(workspace: Workspace): readonly Item[] {
  return workspace.of({ name: "segments" }).all();
}

/** A contact that is archived is in none. */
export function segmentsOfContact(workspace: Workspace, contact: Contact): Item[] {
  if (contact.archived) return [];
  return segments(workspace).filter(({ body }) => body["person_type"] === personType(contact));
}

export function segmentsOfCompany(workspace: Workspace, companyId: string): Item[] {
  const types = new Set<string>();
  for (const id of workspace.memberships.to(companyId)) {
    const contact = workspace.contacts.get(id);
    if (contact && !contact.archived) types.add(personType(contact));
    if (types.size === KINDS) break;
  }
  return segments(workspace).filter(({ body }) => types.has(String(body["person_type"])));
}

export function sizeOf({ contacts }: Workspace, { body }: Item): number {
  return contacts.active().filter((contact) => personType(contact) === body["person_type"]).length;
}

/** As segments name the role of a contact. */
export function personType({ body }: { body: Json }): "contact" | "user" {
  return body["role"] === "lead" ? "contact" : "user";
}
