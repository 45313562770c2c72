import type { Item } from "./item.ts";
import type { Workspace } from "./workspace.ts";

/** The subscription types that a contact has chosen about: what it opted in to, and what it opted out of. */
export function subscriptionsOf(workspace: Workspace, contactId: string): Item[] {
  const types = workspace.of({ name: "subscription_types" });
  return [...workspace.subscribed.from(contactId).keys()].flatMap((id) => types.get(id) ?? []);
}
