import type { Json } from "../json.ts";
import { companyAt, contactAt } from "../operations/call.ts";
import { fillFrom, lists, reads, type Kind, type Resource } from "../operations/kind.ts";
import type { Contact, Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";

// Whom a segment holds is a rule that the API does not show: here it is every contact of its `person_type`, and every
// company with such a contact.

const SEGMENTS: Kind = {
  name: "segments",
  singular: "segment",
  parameter: "segment_id",
  show: (segment, { workspace, query }) => ({
    ...segment.body,
    ...(query.get("include_count") === "true" && { count: sizeOf(workspace, segment) }),
  }),
};

export const segmentResource: Resource = {
  operations: {
    listSegments: lists(SEGMENTS),
    retrieveSegment: reads(SEGMENTS),
    listSegmentsForAContact: lists(SEGMENTS, (call) => segmentsOfContact(call.workspace, contactAt(call))),
    ListAttachedSegmentsForCompanies: lists(SEGMENTS, (call) =>
      segmentsOfCompany(call.workspace, companyAt(call).id),
    ),
  },
  isGiven: true,
  fill: (workspace) => fillFrom(workspace, SEGMENTS, { retrieveSegment: "", listSegments: "segments" }),
};

export function segments(workspace: Workspace): readonly Item[] {
  return workspace.of(SEGMENTS).all();
}

/** A contact that is archived is in none. */
function segmentsOfContact(workspace: Workspace, contact: Contact): Item[] {
  if (contact.archived) return [];
  return segments(workspace).filter(({ body }) => body["person_type"] === personType(contact));
}

export function segmentsOfCompany(workspace: Workspace, companyId: string): Item[] {
  const types = new Set<string>();
  for (const id of workspace.memberships.to(companyId)) {
    const contact = workspace.contacts.get(id);
    if (contact && !contact.archived) types.add(personType(contact));
    // both kinds of people: there are no more
    if (types.size === 2) break;
  }
  return segments(workspace).filter(({ body }) => types.has(String(body["person_type"])));
}

function sizeOf({ contacts }: Workspace, { body }: Item): number {
  return contacts.active().filter((contact) => personType(contact) === body["person_type"]).length;
}

/** As segments name the role of a contact. */
export function personType({ body }: { body: Json }): "contact" | "user" {
  return body["role"] === "lead" ? "contact" : "user";
}
