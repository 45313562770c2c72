import { objectAt, objectsAt, text, type Json } from "../json.ts";
import type { Item } from "./item.ts";
import type { Workspace } from "./workspace.ts";

/** Where a workspace's ticket types and states are. */
export const TYPES = "ticket_types";
export const STATES = "ticket_states";

/** The ticket types that a workspace has, archived ones too, oldest first. */
export function ticketTypes(workspace: Workspace): readonly Item[] {
  return workspace.of<Item>({ name: TYPES }).all();
}

export function ticketType(workspace: Workspace, id: unknown): Item | undefined {
  return workspace.of<Item>({ name: TYPES }).get(text(id) ?? "");
}

/** The attributes of a ticket type, in their order. */
export function attributesOf({ body }: Item): Json[] {
  return objectsAt(objectAt(body, "ticket_type_attributes"), "data");
}

/** The states that tickets of a type can have, as a ticket shows its own. */
export function statesOf({ body }: Item): Json[] {
  return objectsAt(objectAt(body, "ticket_states"), "data");
}

/** Every state that new ticket types allow, in the same form. */
export function commonStates(workspace: Workspace): Json[] {
  const all = workspace.of<Item>({ name: STATES }).all();
  return all
    .filter(({ body }) => body["archived"] !== true)
    .map(({ body: { type, id, category, internal_label, external_label } }) => ({
      type,
      id,
      category,
      internal_label,
      external_label,
    }));
}

/** The first state of a category that a type allows: there may be several, or none. */
export function stateOf(type: Item, category: string): Json | undefined {
  return statesOf(type).find((state) => state["category"] === category);
}

/** What a ticket's attributes are when none is filled in. */
export function emptyAttributes(type: Item): Json {
  const asked = attributesOf(type).filter(({ archived }) => archived !== true);
  return Object.fromEntries(
    asked.map(({ name, data_type }) => [String(name), data_type === "files" ? [] : null]),
  );
}
