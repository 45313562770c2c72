import { invalid } from "../http.ts";
import { isJson, objectAt, objectsAt, type Json } from "../json.ts";
import { missing, unfit, type Call, type Handler } from "../operations/call.ts";
import { add, lists, named, show, type Kind, type Resource } from "../operations/kind.ts";
import type { Collection } from "../store/collection.ts";
import type { Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";
import { adminNamed } from "./admins.ts";

const ATTRIBUTES: Kind = {
  name: "data_attributes",
  // the examples of refusals call it so
  singular: "attribute",
  parameter: "data_attribute_id",
};

/** Letters, digits, hyphens and currency symbols are safe, as the descriptions say; names there have underscores too. */
const NAME = /^[\p{L}\p{N}\p{Sc}_-][\p{L}\p{N}\p{Sc}_ -]*$/u;

/** What a new attribute can be besides the types that it is shown with. */
const SHOWN_AS: Record<string, string> = { options: "string", datetime: "date" };

/** What custom attributes belong to. */
type Model = "contact" | "company" | "conversation";

const ISO_8601 = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** As `data_type` says it. A date is a time in Unix seconds, or an ISO 8601 text. */
const SUITS: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === "string",
  integer: Number.isInteger,
  // JSON can have numbers that are larger than any
  float: Number.isFinite,
  boolean: (value) => typeof value === "boolean",
  date: (value) => Number.isInteger(value) || (typeof value === "string" && ISO_8601.test(value)),
};

const list: Handler = lists(ATTRIBUTES, attributesAsked);

export const dataAttributeResource: Resource = {
  operations: {
    // it is called otherwise in each version
    listDataAttributes: list,
    lisDataAttributes: list,

    createDataAttribute: (call) => {
      const { workspace, body } = call;
      const { name, model, data_type, description, messenger_writable = false } = body;
      const called = String(name);
      if (!NAME.test(called)) {
        throw invalid("name", "A name has letters, digits, hyphens, underscores and currency symbols");
      }
      refuseTaken(workspace, called);
      const options = optionsOf(body, data_type === "string" || data_type === "options");
      if (data_type === "options" && !options) throw tooFew();
      const attribute = createAttribute(workspace, {
        name: called,
        model,
        data_type: SHOWN_AS[String(data_type)] ?? data_type,
        messenger_writable,
        ...(description !== undefined && { description }),
        ...(options && { options }),
      });
      return show(call, ATTRIBUTES, attribute);
    },

    updateDataAttribute: (call) => {
      const { workspace, body: sent } = call;
      const attribute = named(call, ATTRIBUTES);
      const { body } = attribute;
      // what comes with Intercom has no id
      if (body["custom"] !== true) throw missing(call, ATTRIBUTES.singular);
      const { archived = body["archived"], messenger_writable = body["messenger_writable"] } = sent;
      const { description = body["description"] } = sent;
      const options = optionsOf(sent, body["data_type"] === "string") ?? body["options"];
      workspace.of(ATTRIBUTES).change(attribute, {
        ...body,
        archived,
        description,
        options,
        messenger_writable,
        updated_at: workspace.seconds,
      });
      return show(call, ATTRIBUTES, attribute);
    },
  },
  isGiven: true,
  fill: (workspace) => {
    const isFull = workspace.settings.state === "examples";
    const shown = ["listDataAttributes", "lisDataAttributes", "createDataAttribute"].flatMap((operationId) =>
      workspace
        .examples(operationId)
        .flatMap((answer) => (Array.isArray(answer["data"]) ? objectsAt(answer, "data") : [answer])),
    );
    for (const body of shown) {
      // those that come with Intercom are there always
      if (body["custom"] === false || isFull) fillAttribute(workspace, body);
    }
  },
};

function fillAttribute(workspace: Workspace, body: Json): void {
  const id = String(body["id"] ?? `${String(body["model"])}.${String(body["full_name"])}`);
  const known = workspace.of(ATTRIBUTES);
  if (!known.get(id)) known.add({ id, createdAt: Number(body["created_at"] ?? 0), body });
}

/** A name is given once, to contacts or to companies. */
function refuseTaken(workspace: Workspace, name: string): void {
  const isTaken = workspace
    .of(ATTRIBUTES)
    .all()
    .some(
      ({ body }) =>
        body["model"] !== "conversation" && String(body["name"]).toLowerCase() === name.toLowerCase(),
    );
  if (!isTaken) return;
  throw unfit("name", `Another attribute is already called ${name}`);
}

/** The choices that a body gives; undefined where it gives none. */
function optionsOf(sent: Json, isText: boolean): unknown[] | undefined {
  if (sent["options"] === undefined) return undefined;
  if (!isText) throw invalid("options", "Only an attribute of the type string takes options");
  const values = objectsAt(sent, "options").map(({ value }) => value);
  if (new Set(values).size < 2) throw tooFew();
  return values;
}

function tooFew() {
  return invalid("options", "A list attribute needs two options or more");
}

function attributesAsked({ query }: Call, all: Collection<Item>): readonly Item[] {
  const model = query.get("model");
  const isWhole = query.get("include_archived") === "true";
  return all
    .all()
    .filter(
      ({ body }) => (isWhole || body["archived"] !== true) && (model === null || body["model"] === model),
    );
}

/** @param sent `name`, `model`, `data_type`, and whatever is not as usual */
function createAttribute(
  workspace: Workspace,
  sent: Json & { name: string },
  createdAt = workspace.seconds,
): Item {
  const body = {
    type: "data_attribute",
    full_name: `custom_attributes.${sent.name}`,
    label: sent.name,
    api_writable: true,
    messenger_writable: false,
    ui_writable: true,
    custom: true,
    archived: false,
    admin_id: adminNamed(workspace, undefined)?.["id"],
    ...sent,
  };
  return add(workspace, ATTRIBUTES, body, { createdAt });
}

/**
 * Lets the `custom_attributes` of a body through that the workspace has and that suit their type. Null always does.
 *
 * A workspace that refuses nothing makes the attributes that it does not have.
 */
export function takeAttributes(workspace: Workspace, model: Model, { custom_attributes: sent }: Json): void {
  if (!isJson(sent)) return;
  if (workspace.settings.isLenient) learnAttributes(workspace, model, sent);
  else check(workspace, model, sent);
}

/** The custom attributes of something after those of a request were put in: ids of custom objects are references to them. */
export function withAttributes(body: Json, { custom_attributes: sent }: Json): { custom_attributes: Json } {
  const values = isJson(sent) ? Object.entries(sent) : [];
  const kept = values.map(([name, value]) => [name, Array.isArray(value) ? references(name, value) : value]);
  return {
    custom_attributes: { ...objectAt(body, "custom_attributes"), ...(Object.fromEntries(kept) as Json) },
  };
}

function references(name: string, ids: readonly unknown[]): Json {
  return { type: `${name}.list`, instances: ids.map((id) => ({ id, type: name })) };
}

/** Makes the attributes that values belong to, as far as their type can be told. */
export function learnAttributes(
  workspace: Workspace,
  model: Model,
  values: unknown,
  createdAt?: number,
): void {
  if (!isJson(values)) return;
  for (const [name, value] of Object.entries(values)) {
    const data_type = ["boolean", "string", "integer", "float"].find((type) => SUITS[type]?.(value));
    if (data_type && !customOf(workspace, model, name)) {
      createAttribute(workspace, { name, model, data_type }, createdAt);
    }
  }
}

function check(workspace: Workspace, model: Model, values: Json): void {
  for (const [name, value] of Object.entries(values)) {
    const body = customOf(workspace, model, name)?.body;
    // no operation makes the attributes that refer to custom objects
    if (!body && Array.isArray(value)) continue;
    if (!body || body["archived"] === true) {
      // worded as in https://github.com/intercom/intercom-node/issues/349, where it is about conversations
      throw unfit(
        "custom_attributes",
        `${model === "company" ? "Company" : "Contact"} attribute '${name}' does not exist`,
      );
    }
    const { data_type, options } = body;
    if (value === null) continue;
    if (!SUITS[String(data_type)]?.(value)) {
      throw unfit("custom_attributes", `${name} takes a ${String(data_type)}, not ${JSON.stringify(value)}`);
    }
    if (Array.isArray(options) && !options.includes(value)) {
      throw unfit("custom_attributes", `${name} takes ${options.join(", ")}, not ${JSON.stringify(value)}`);
    }
  }
}

/** The custom attribute of a model with this name. */
function customOf(workspace: Workspace, model: Model, name: string): Item | undefined {
  return workspace
    .of(ATTRIBUTES)
    .all()
    .find(({ body }) => body["custom"] === true && body["model"] === model && body["name"] === name);
}
