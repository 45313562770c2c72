import type { Operation } from "@intercom-openapi/descriptions/reading";
import { plain, text, type Json } from "../json.ts";
import { personType, segments } from "../resources/segments.ts";
import { attributesOf } from "../resources/ticket-attributes.ts";
import { ticketTypes } from "../resources/ticket-types.ts";
import type { Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";

/** What `x-search-fields` calls a kind of values. */
type ValueKind = "string" | "integer" | "float" | "boolean" | "date";

/** `x-search-fields` as it is written. */
interface Described {
  operators: Partial<Record<ValueKind, string[]>>;
  fields: Record<string, { kind: ValueKind | ValueKind[]; operators?: string[]; values?: string[] }>;
}

/** A field as the description has it. */
export interface DescribedField {
  name: string;
  /** Several of what the workspace has made itself. */
  kinds: readonly ValueKind[];
  operators: ReadonlySet<string>;
  /** The only values there are. */
  values: readonly string[] | undefined;
}

/** The field of a search, also one that falls under `custom_attributes.*`; undefined when there is none. */
export function describedField(operation: Operation, name: string): DescribedField | undefined {
  const { fields, operators } = operation["x-search-fields"] as Described;
  const known = Object.keys(fields).find((key) =>
    key.endsWith("*") ? name.startsWith(key.slice(0, -1)) && name.length >= key.length : name === key,
  );
  const field = known === undefined ? undefined : fields[known];
  if (!field) return undefined;
  const kinds = [field.kind].flat();
  const taken = field.operators ?? kinds.flatMap((kind) => operators[kind] ?? []);
  return { name, kinds, operators: new Set(taken), values: field.values };
}

/** What an item has in a field: a value, or a list of them. */
export type Reader = (item: Item) => unknown;

/** Fields that are no property of the component, or not under their own name, by collection. */
const NAMED: Partial<Record<string, ReadonlyMap<string, (workspace: Workspace) => Reader>>> = {
  contacts: new Map([
    ["avatar", () => path("avatar.image_url")],
    ["tag_id", tags],
    ["segment_id", segmentIds],
  ]),
  conversations: new Map([
    ["tag_ids", tags],
    ["contact_ids", () => path("contacts.contacts.id")],
    ["teammate_ids", () => path("teammates.admins.id")],
    ["channel_initiated", () => path("source.delivered_as")],
    ["source.body", () => words("source.body")],
    ["conversation_rating.score", () => path("conversation_rating.rating")],
    ["conversation_rating.contact_id", () => path("conversation_rating.contact.id")],
    ["conversation_rating.admin_id", () => path("conversation_rating.teammate.id")],
  ]),
  tickets: new Map([
    ["contact_ids", () => path("contacts.contacts.id")],
    ["teammate_ids", () => path("admin_assignee_id")],
    ["title", () => path("ticket_attributes._default_title_")],
    ["description", () => path("ticket_attributes._default_description_")],
    ["ticket_type_id", () => path("ticket_type.id")],
    ["state", () => path("ticket_state.category")],
    ["category", () => ticketCategory],
  ]),
};

/** How searches name the categories of tickets: https://github.com/intercom/Intercom-OpenAPI/issues/276 */
const CATEGORIES: ReadonlyMap<unknown, string> = new Map([
  ["Customer", "request"],
  ["Back-office", "task"],
  ["Tracker", "tracker"],
]);

const TICKET_ATTRIBUTE = "ticket_attribute.";

/** Reads a field that the search of a collection has; undefined when the workspace has no such attribute. */
export function readerOf(workspace: Workspace, collection: string, name: string): Reader | undefined {
  const special = NAMED[collection]?.get(name);
  if (special) return special(workspace);
  if (name.startsWith(TICKET_ATTRIBUTE)) return attribute(workspace, name.slice(TICKET_ATTRIBUTE.length));
  return path(name);
}

function path(name: string): Reader {
  const keys = name.split(".");
  const [key = ""] = keys;
  if (keys.length === 1)
    return key in Object.prototype ? ({ body }) => own(body, key) : ({ body }) => body[key];
  return ({ body }) => valuesAt(body, keys);
}

/** The values at some keys; lists on the way are walked through. */
function valuesAt(value: unknown, [key, ...rest]: readonly string[]): unknown[] {
  if (Array.isArray(value))
    return value.flatMap((item) => valuesAt(item, key === undefined ? [] : [key, ...rest]));
  if (key === undefined) return [value];
  const next = own(value, key);
  return next === undefined ? [undefined] : valuesAt(next, rest);
}

/** An attribute may be called as what every object has; to ask about the others would take most of a search's time. */
function own(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return key in Object.prototype && !Object.hasOwn(value, key) ? undefined : (value as Json)[key];
}

function words(name: string): Reader {
  const read = path(name);
  return (item) => [read(item)].flat().map((html) => plain(text(html) ?? ""));
}

function tags({ tagged }: Workspace): Reader {
  return ({ id }) => [...tagged.from(id).keys()];
}

function segmentIds(workspace: Workspace): Reader {
  const holding = (type: string) =>
    segments(workspace)
      .filter(({ body }) => body["person_type"] === type)
      .map(({ id }) => id);
  const ids = { user: holding("user"), contact: holding("contact") };
  return (contact) => ids[personType(contact)];
}

function ticketCategory({ body: { category } }: Item): unknown {
  return CATEGORIES.get(category) ?? category;
}

/** Tickets name their attributes by id in a search, by name in their body. */
function attribute(workspace: Workspace, id: string): Reader | undefined {
  const known = ticketTypes(workspace)
    .flatMap(attributesOf)
    .find((one) => text(own(one, "id")) === id);
  const name = text(known?.["name"]);
  return name === undefined ? undefined : ({ body }) => own(own(body, "ticket_attributes"), name);
}
