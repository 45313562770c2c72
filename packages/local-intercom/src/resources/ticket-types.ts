import { objectAt, objectsAt, only, text, type Json } from "../json.ts";
import { at, found } from "../operations/call.ts";
import {
  add,
  creates,
  fillFrom,
  lists,
  named,
  placeOf,
  reads,
  updates,
  type Kind,
  type Resource,
} from "../operations/kind.ts";
import type { Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";
import { addedAttribute, attributesOf, changedAttribute, newAttribute } from "./ticket-attributes.ts";

const TICKET_TYPES: Kind = { name: "ticket_types", singular: "ticket_type", parameter: "ticket_type_id" };

const TICKET_STATES: Kind = {
  name: "ticket_states",
  singular: "ticket_state",
  parameter: "ticket_state_id",
  show: ({ id, body }, { workspace }) => {
    const using = ticketTypes(workspace).filter((type) => statesOf(type).some((state) => state["id"] === id));
    return {
      ...body,
      ticket_types: { type: "list", data: using.map((type) => only(type.body, SHORT_FORM)) },
    };
  },
};

/** What a state says of the types that have it. */
const SHORT_FORM = ["type", "id", "category", "name", "description", "icon", "archived", "is_internal"];

/** What requests say of a type. */
const TYPE_PROPERTIES = ["name", "description", "category", "icon", "is_internal", "archived"];

/** No operation makes a state, and no workspace is without ticket types. */
export const ticketTypeResource: Resource = {
  operations: {
    listTicketTypes: lists(TICKET_TYPES),
    createTicketType: creates(TICKET_TYPES, createTicketType),
    getTicketType: reads(TICKET_TYPES),
    updateTicketType: updates(TICKET_TYPES, ({ body }, call) => ({
      ...body,
      ...only(call.body, TYPE_PROPERTIES),
    })),

    createTicketTypeAttribute: (call) => {
      const { workspace, body: sent } = call;
      const type = named(call, TICKET_TYPES);
      const attribute = addedAttribute(workspace, type, sent);
      setAttributes(workspace, type, [...attributesOf(type), attribute]);
      return attribute;
    },

    updateTicketTypeAttribute: (call) => {
      const { workspace, body: sent } = call;
      const type = named(call, TICKET_TYPES);
      const all = attributesOf(type);
      const id = at(call, "attribute_id");
      const attribute = found(
        call,
        "ticket_type_attribute",
        all.find((one) => one["id"] === id),
      );
      const changed = changedAttribute(workspace, all, attribute, sent);
      setAttributes(
        workspace,
        type,
        all.map((one) => (one === attribute ? changed : one)),
      );
      renameInTickets(workspace, type, String(attribute["name"]), String(changed["name"]));
      return changed;
    },

    listTicketStates: lists(TICKET_STATES),
  },
  isGiven: true,
  fill: (workspace) => {
    for (const { ticket_types: _, ...body } of workspace.shown({ listTicketStates: "data" })) {
      workspace.of(TICKET_STATES).add({ ...placeOf(body), body });
    }
    fillFrom(workspace, TICKET_TYPES, { getTicketType: "", listTicketTypes: "data" });
    for (const type of ticketTypes(workspace)) {
      // as a version shows one that knows no states
      if (statesOf(type).length > 0) continue;
      workspace.of(TICKET_TYPES).change(type, { ...type.body, ticket_states: states(workspace) });
    }
  },
};

function createTicketType(workspace: Workspace, sent: Json): Item {
  const id = workspace.ids.number();
  const builtIn = ["_default_title_", "_default_description_"].map((name, order) =>
    newAttribute(
      workspace,
      id,
      { name, data_type: "string", multiline: order > 0 },
      { order, default: true },
    ),
  );
  const blank = {
    type: "ticket_type",
    workspace_id: workspace.id,
    category: "Customer",
    description: "",
    icon: "🎟️",
    is_internal: false,
    archived: false,
    ticket_type_attributes: { type: "list", data: builtIn },
    ticket_states: states(workspace),
  };
  return add(workspace, TICKET_TYPES, { ...blank, ...only(sent, TYPE_PROPERTIES) }, { id });
}

/** The ticket types that a workspace has, archived ones too, oldest first. */
export function ticketTypes(workspace: Workspace): readonly Item[] {
  return workspace.of(TICKET_TYPES).all();
}

export function ticketType(workspace: Workspace, id: unknown): Item | undefined {
  return workspace.of(TICKET_TYPES).get(text(id) ?? "");
}

/** The states that tickets of a type can have, as a ticket shows its own. */
export function statesOf({ body }: Item): Json[] {
  return objectsAt(objectAt(body, "ticket_states"), "data");
}

/** The first state of a category that a type allows: there may be several, or none. */
export function stateOf(type: Item, category: string): Json | undefined {
  return statesOf(type).find((state) => state["category"] === category);
}

/** Every state that new ticket types allow, in the form that a ticket shows its own in. */
function states(workspace: Workspace): Json {
  const all = workspace.of(TICKET_STATES).all();
  const allowed = all.filter(({ body }) => body["archived"] !== true);
  const shown = ["type", "id", "category", "internal_label", "external_label"];
  return { type: "list", data: allowed.map(({ body }) => only(body, shown)) };
}

function setAttributes(workspace: Workspace, type: Item, data: Json[]): void {
  workspace.of(TICKET_TYPES).change(type, {
    ...type.body,
    ticket_type_attributes: { type: "list", data },
    updated_at: workspace.seconds,
  });
}

/** Tickets name their attributes by name. */
function renameInTickets(workspace: Workspace, { id }: Item, before: string, name: string): void {
  if (name === before) return;
  for (const ticket of workspace.tickets.all()) {
    const attributes = objectAt(ticket.body, "ticket_attributes");
    if (objectAt(ticket.body, "ticket_type")["id"] !== id || !Object.hasOwn(attributes, before)) continue;
    const renamed = Object.entries(attributes).map(([key, value]) => [key === before ? name : key, value]);
    workspace.tickets.change(ticket, {
      ...ticket.body,
      ticket_attributes: Object.fromEntries(renamed) as Json,
    });
  }
}
