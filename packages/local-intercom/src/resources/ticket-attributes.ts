import { objectAt, objectsAt, type Json } from "../json.ts";
import { unfit } from "../operations/call.ts";
import type { Item } from "../store/item.ts";
import { attributesOf } from "../store/ticket-types.ts";

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
