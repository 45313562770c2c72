import type { Json } from "../json.ts";
import type { Item } from "./item.ts";
import type { Workspace } from "./workspace.ts";

/** Something a contact did; undefined when it is known already: same contact, name and second. */
export function createEvent(workspace: Workspace, contact: string, sent: Json): Item | undefined {
  const { event_name, created_at, metadata } = sent;
  const key = eventKey(contact, sent);
  if (workspace.eventKeys.has(key)) return undefined;
  workspace.eventKeys.add(key);
  const id = workspace.ids.number();
  const body = { type: "event", event_name, created_at, ...(metadata !== undefined && { metadata }) };
  workspace.did.link(contact, id, null);
  const createdAt = Number(created_at);
  return workspace.events.add({ id, createdAt, body });
}

/** What makes two events one. */
export function eventKey(contact: string, { event_name, created_at }: Json): string {
  return JSON.stringify([contact, event_name, created_at]);
}
