import type { Json } from "../json.ts";
import type { Contact, Item } from "../store/item.ts";
import { addressable } from "../store/references.ts";
import { segmentsOfCompany } from "../store/segments.ts";
import { subscriptionsOf } from "../store/subscriptions.ts";
import type { Workspace } from "../store/workspace.ts";

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

export function companyView(workspace: Workspace, { id, body }: Item): Json {
  return {
    ...body,
    user_count: membersOf(workspace, id),
    tags: { type: "tag.list", tags: tagsOf(workspace, id) },
    segments: {
      type: "segment.list",
      segments: segmentsOfCompany(workspace, id).map((segment) => segment.body),
    },
  };
}

/** How many contacts a company's list of them has. */
function membersOf({ memberships, contacts }: Workspace, companyId: string): number {
  const missing = contacts.archived().filter(({ id }) => memberships.has(id, companyId));
  return memberships.to(companyId).size - missing.length;
}

/** The tags of a contact, company, conversation or ticket, without when and by whom they were put on. */
export function tagsOf({ tagged, tags }: Workspace, id: string): Json[] {
  return [...tagged.from(id).keys()].flatMap<Json>((tag) => tags.get(tag)?.body ?? []);
}
