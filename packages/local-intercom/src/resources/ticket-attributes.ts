import { objectAt, objectsAt, only, text, type Json } from "../json.ts";
import { unfit } from "../operations/call.ts";
import type { Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";

/** What requests say of an attribute, besides the options of its input. */
const ATTRIBUTE_PROPERTIES = [
  "name",
  "description",
  "required_to_create",
  "required_to_create_for_contacts",
  "visible_on_create",
  "visible_to_contacts",
  "archived",
];

/** The attributes of a ticket type, in their order. */
export function attributesOf({ body }: Item): Json[] {
  return objectsAt(objectAt(body, "ticket_type_attributes"), "data");
}

/** A type's next attribute, as it is sent. */
export function addedAttribute(workspace: Workspace, type: Item, sent: Json): Json {
  const all = attributesOf(type);
  checkName(all, text(sent["name"]));
  const order = Math.max(-1, ...all.map((one) => Number(one["order"]))) + 1;
  return newAttribute(workspace, type.id, sent, { order });
}

/** One of a type's attributes after what was sent of it. */
export function changedAttribute(
  workspace: Workspace,
  all: readonly Json[],
  attribute: Json,
  sent: Json,
): Json {
  const name = text(sent["name"]) ?? String(attribute["name"]);
  if (name !== attribute["name"]) {
    if (attribute["default"] === true) throw unfit("name", "A built-in attribute keeps its name");
    checkName(all, name);
  }
  return { ...withOptions(workspace, attribute, sent), name, updated_at: workspace.seconds };
}

export function newAttribute(workspace: Workspace, type: string, sent: Json, more: Json): Json {
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

function checkName(all: readonly Json[], name: string | undefined): void {
  if (name === undefined) throw unfit("name", "An attribute needs a name");
  if (all.some((one) => one["name"] === name))
    throw unfit("name", "The ticket type has an attribute of this name");
}

/**
 * The values that a body has for a ticket's attributes, as the ticket shows them. Refuses what the type does not ask for.
 *
 * @param key of the body
 * @param held what the ticket has already: of attributes that are archived it keeps its own
 */
export function attributeValues(type: Item, body: Json, key: string, held: Json = {}): Json {
  const known = attributesOf(type);
  const values = Object.entries(objectAt(body, key)).map(([name, value]) => {
    const attribute = known.find((one) => one["name"] === name);
    if (!attribute || (attribute["archived"] === true && !Object.hasOwn(held, name))) {
      throw unfit(key, `The ticket type has no attribute ${JSON.stringify(name)}`);
    }
    if (value === null) return [name, value] as const;
    if (attribute["data_type"] === "list") return [name, itemOf(attribute, value, key)] as const;
    if (!suits(attribute["data_type"], value)) {
      throw unfit(key, `${JSON.stringify(name)} takes a ${String(attribute["data_type"])}`);
    }
    return [name, value] as const;
  });
  return Object.fromEntries(values);
}

/** A list's item is sent as its id and shown as its name; where the items are not known any text is one. */
function itemOf(attribute: Json, value: unknown, key: string): unknown {
  const items = objectsAt(objectAt(attribute, "input_options"), "list_items");
  const item = items.find(({ id }) => id === value);
  if (!item && items.length > 0) {
    throw unfit(key, `${JSON.stringify(attribute["name"])} takes the id of one of its items`);
  }
  return item ? item["name"] : value;
}

function suits(dataType: unknown, value: unknown): boolean {
  if (dataType === "string") return typeof value === "string";
  if (dataType === "integer") return Number.isInteger(value);
  if (dataType === "decimal") return Number.isFinite(value);
  if (dataType === "boolean") return typeof value === "boolean";
  if (dataType === "files") return Array.isArray(value);
  // a date is known in more than one spelling
  return typeof value === "string" || typeof value === "number";
}

/** What a ticket's attributes are when none is filled in. */
export function emptyAttributes(type: Item): Json {
  const asked = attributesOf(type).filter(({ archived }) => archived !== true);
  return Object.fromEntries(
    asked.map(({ name, data_type }) => [String(name), data_type === "files" ? [] : null]),
  );
}
