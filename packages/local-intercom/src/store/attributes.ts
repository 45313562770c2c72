import { StateRefusal } from "../http.ts";
import { isJson, objectAt, type Json } from "../json.ts";
import type { Item } from "./item.ts";
import type { Workspace } from "./workspace.ts";

/** What custom attributes belong to. */
export type Model = "contact" | "company" | "conversation";

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

export function attributes(workspace: Workspace): readonly Item[] {
  return workspace.of({ name: "data_attributes" }).all();
}

/** @param sent `name`, `model`, `data_type`, and whatever is not as usual */
export function createAttribute(
  workspace: Workspace,
  sent: Json & { name: string },
  createdAt = workspace.seconds,
): Item {
  const id = workspace.ids.number();
  const body = {
    type: "data_attribute",
    id,
    full_name: `custom_attributes.${sent.name}`,
    label: sent.name,
    api_writable: true,
    messenger_writable: false,
    ui_writable: true,
    custom: true,
    archived: false,
    created_at: createdAt,
    updated_at: createdAt,
    admin_id: workspace.of({ name: "admins" }).all()[0]?.id,
    ...sent,
  };
  return workspace.of({ name: "data_attributes" }).add({ id, createdAt, body });
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
    if (data_type && !named(workspace, model, name)) {
      createAttribute(workspace, { name, model, data_type }, createdAt);
    }
  }
}

function check(workspace: Workspace, model: Model, values: Json): void {
  for (const [name, value] of Object.entries(values)) {
    const body = named(workspace, model, name)?.body;
    // no operation makes the attributes that refer to custom objects
    if (!body && Array.isArray(value)) continue;
    if (!body || body["archived"] === true) {
      // worded as in https://github.com/intercom/intercom-node/issues/349, where it is about conversations
      throw refusal(`${model === "company" ? "Company" : "Contact"} attribute '${name}' does not exist`);
    }
    const { data_type, options } = body;
    if (value === null) continue;
    if (!SUITS[String(data_type)]?.(value)) {
      throw refusal(`${name} takes a ${String(data_type)}, not ${JSON.stringify(value)}`);
    }
    if (Array.isArray(options) && !options.includes(value)) {
      throw refusal(`${name} takes ${options.join(", ")}, not ${JSON.stringify(value)}`);
    }
  }
}

function named(workspace: Workspace, model: Model, name: string): Item | undefined {
  return attributes(workspace).find(
    ({ body }) => body["custom"] === true && body["model"] === model && body["name"] === name,
  );
}

function refusal(message: string): StateRefusal {
  return new StateRefusal(400, "parameter_invalid", message, "custom_attributes");
}
