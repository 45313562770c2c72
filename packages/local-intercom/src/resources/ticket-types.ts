import { objectAt, only, text, type Json } from "../json.ts";
import { at, found, unfit } from "../operations/call.ts";
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
import { attributesOf, commonStates, STATES, statesOf, ticketTypes, TYPES } from "../store/ticket-types.ts";
import type { Workspace } from "../store/workspace.ts";

const TICKET_TYPES: Kind = { name: TYPES, singular: "ticket_type", parameter: "ticket_type_id" };

const TICKET_STATES: Kind = {
  name: STATES,
  singular: "ticket_state",
  parameter: "ticket_state_id",
  show: ({ id, body }, { workspace }) => {
    const using = ticketTypes(workspace).filter((type) => statesOf(type).some((state) => state["id"] === id));
    return { ...body, ticket_types: { type: "list", data: using.map(shortForm) } };
  },
};

/** What requests say of a type and of an attribute, besides the options of its input. */
const TYPE_PROPERTIES = ["name", "description", "category", "icon", "is_internal", "archived"];
const ATTRIBUTE_PROPERTIES = [
  "name",
  "description",
  "required_to_create",
  "required_to_create_for_contacts",
  "visible_on_create",
  "visible_to_contacts",
  "archived",
];

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
      const all = attributesOf(type);
      checkName(all, text(sent["name"]));
      const order = Math.max(-1, ...all.map((one) => Number(one["order"]))) + 1;
      const attribute = newAttribute(workspace, type.id, sent, { order });
      setAttributes(workspace, type, [...all, attribute]);
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
      const before = String(attribute["name"]);
      const name = text(sent["name"]) ?? before;
      if (name !== before) checkRenaming(all, attribute, name);
      const changed = {
        ...withOptions(workspace, attribute, sent),
        name,
        updated_at: workspace.seconds,
      };
      setAttributes(
        workspace,
        type,
        all.map((one) => (one === attribute ? changed : one)),
      );
      if (name !== before) renameInTickets(workspace, type, before, name);
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

function states(workspace: Workspace): Json {
  return { type: "list", data: commonStates(workspace) };
}

/** A type as states name it. */
function shortForm({
  body: { type, id, category, name, description, icon, archived, is_internal },
}: Item): Json {
  return { type, id, category, name, description, icon, archived, is_internal };
}

function newAttribute(workspace: Workspace, type: string, sent: Json, more: Json): Json {
  const now = workspace.seconds;
  const blank = {
    type: "ticket_type_attribute",
    id: workspace.ids.number(),
    workspace_id: workspace.id,
    ticket_type_id: Number(type),
    description: "",
    data_type: sent["data_type"],
    required_to_create: false,
    required_to_create_for_contacts: false,
    visible_on_create: true,
    visible_to_contacts: true,
    default: false,
    archived: false,
    created_at: now,
    updated_at: now,
    ...more,
  };
  return withOptions(workspace, blank, sent);
}

/** An attribute with what was sent; three of its properties are options of the input, each for one type of data. */
function withOptions(workspace: Workspace, attribute: Json, sent: Json): Json {
  const { multiline, list_items, allow_multiple_values } = sent;
  const { data_type } = attribute;
  const before = objectAt(attribute, "input_options");
  const options: Json = { ...before };
  if (data_type === "string") options["multiline"] = multiline ?? before["multiline"] ?? false;
  if (data_type === "list" && typeof list_items === "string") {
    options["list_items"] = listItems(workspace, before["list_items"], list_items);
  }
  if (data_type === "files") {
    options["allow_multiple_values"] = allow_multiple_values ?? before["allow_multiple_values"] ?? false;
  }
  return {
    ...attribute,
    ...only(sent, ATTRIBUTE_PROPERTIES),
    input_options: Object.keys(options).length > 0 ? options : null,
  };
}

/** The items of a list, each with the id that tickets take; an item that was there keeps its own. */
function listItems(workspace: Workspace, before: unknown, names: string): Json[] {
  const known = Array.isArray(before) ? (before as Json[]) : [];
  const unique = new Set(names.split(",").map((name) => name.trim()));
  unique.delete("");
  return [...unique].map(
    (name) => known.find((item) => item["name"] === name) ?? { id: workspace.ids.uuid(), name },
  );
}

function setAttributes(workspace: Workspace, type: Item, data: Json[]): void {
  workspace.of(TICKET_TYPES).change(type, {
    ...type.body,
    ticket_type_attributes: { type: "list", data },
    updated_at: workspace.seconds,
  });
}

function checkName(all: readonly Json[], name: string | undefined): void {
  if (name === undefined) throw unfit("name", "An attribute needs a name");
  if (all.some((one) => one["name"] === name))
    throw unfit("name", "The ticket type has an attribute of this name");
}

function checkRenaming(all: readonly Json[], attribute: Json, name: string): void {
  if (attribute["default"] === true) throw unfit("name", "A built-in attribute keeps its name");
  checkName(all, name);
}

/** Tickets name their attributes by name. */
function renameInTickets(workspace: Workspace, { id }: Item, before: string, name: string): void {
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
