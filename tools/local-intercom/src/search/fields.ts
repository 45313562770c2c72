import type { Schema } from "@intercom-openapi/descriptions";
import { objectAt, plain, valuesAt } from "../json.ts";
import { ticketTypes } from "../store/given.ts";
import type { Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";
import type { Kind } from "./operators.ts";

export type Searchable = "contact" | "conversation" | "ticket";

/** A field that can be searched by: its kind, and the values an item has in it. */
export interface Field {
  kind: Kind;
  of: (item: Item) => unknown[];
}

/** Fields that are no property of the component, or not under their own name. */
const NAMED: Record<Searchable, Record<string, (workspace: Workspace) => Field>> = {
  contact: {
    tag_id: ({ tagged }) => ({ kind: "tag", of: ({ id }) => [...tagged.from(id).keys()] }),
    // segments are no state
    segment_id: () => ({ kind: "text", of: () => [] }),
  },
  conversation: {
    tag_ids: ({ tagged }) => ({ kind: "text", of: ({ id }) => [...tagged.from(id).keys()] }),
    contact_ids: () => path("text", "contacts.contacts.id"),
    teammate_ids: () => path("text", "teammates.admins.id"),
    channel_initiated: () => path("text", "source.delivered_as"),
    "source.body": () => ({
      kind: "words",
      of: ({ body }) => valuesAt(body, ["source", "body"]).map((one) => plain(String(one))),
    }),
    "conversation_rating.score": () => path("number", "conversation_rating.rating"),
    "conversation_rating.contact_id": () => path("text", "conversation_rating.contact.id"),
  },
  ticket: {
    contact_ids: () => path("text", "contacts.contacts.id"),
    teammate_ids: () => path("text", "admin_assignee_id"),
    title: () => path("text", "ticket_attributes._default_title_"),
    description: () => path("text", "ticket_attributes._default_description_"),
    ticket_type_id: () => path("text", "ticket_type.id"),
    state: () => path("text", "ticket_state.category"),
  },
};

/** The field of a name, undefined when there is none. */
export function fieldOf(workspace: Workspace, resource: Searchable, name: string): Field | undefined {
  const named = NAMED[resource][name];
  if (named) return named(workspace);
  if (name.startsWith("custom_attributes.")) return free("custom_attributes", name);
  if (resource === "ticket" && name.startsWith("ticket_attribute.")) return attribute(workspace, name);
  const { shape } = workspace.api;
  let schema: Schema | undefined = shape.component(resource);
  for (const key of name.split(".")) schema = schema && shape.property(schema, key);
  const kind = schema && kindOf(shape.branches(schema), resource);
  return kind && path(kind, name);
}

function path(kind: Kind, name: string): Field {
  const keys = name.split(".");
  return { kind, of: ({ body }) => valuesAt(body, keys) };
}

/** An attribute that the workspace has made. */
function free(container: string, name: string): Field {
  const key = name.slice(name.indexOf(".") + 1);
  return { kind: "any", of: ({ body }) => [objectAt(body, container)[key]] };
}

/** Tickets name their attributes by id in a search, by name in their body. */
function attribute(workspace: Workspace, name: string): Field | undefined {
  const id = name.slice(name.indexOf(".") + 1);
  const attributes = ticketTypes(workspace.api).flatMap((type) =>
    valuesAt(type, ["ticket_type_attributes", "data"]).flat(),
  );
  const known = (attributes as { id: string; name: string }[]).find((one) => one.id === id);
  return known && free("ticket_attributes", `.${known.name}`);
}

function kindOf(branches: readonly Schema[], resource: Searchable): Kind | undefined {
  const types = new Set(branches.flatMap(({ type }) => type ?? []));
  if (branches.some(({ format }) => format === "unix-time")) return resource === "contact" ? "day" : "time";
  if (types.has("boolean")) return "boolean";
  if (types.has("integer") || types.has("number")) return "number";
  return types.has("string") ? "text" : undefined;
}
