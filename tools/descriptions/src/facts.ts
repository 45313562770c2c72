import { bare, canonical, isProse, sortedOnce } from "./canonical.ts";
import type { MediaType, OpenApiDocument, Operation, Parameter, Response, Schema } from "./openapi.ts";
import { operationsOf } from "./operations.ts";

/** A description taken apart: what is stated, by where. */
export type Facts = Map<string, string>;

/** What is said of a parameter elsewhere, or not at all. */
const PARAMETER = new Set(["name", "in", "required", "schema"]);

/**
 * The facts of a description, OpenAPI 3.0 or 3.1, in one form that can be compared:
 * without prose, examples, extensions, order and the names of path placeholders.
 */
export function factsOf(document: OpenApiDocument): Facts {
  const facts: Facts = new Map();
  const add = (pointer: string, value: unknown) => facts.set(pointer, JSON.stringify(value));

  add(
    "servers",
    document.servers?.map(({ url }) => url.replace(/\/$/, "")),
  );
  add("tags", document.tags && sortedOnce(document.tags.map(({ name }) => name)));
  add("security", document.security);
  for (const [name, scheme] of Object.entries(document.components.securitySchemes ?? {})) {
    add(`security ${name}`, bare(scheme));
  }
  for (const { method, path, operation, parameters } of operationsOf(document)) {
    const at = `${method.toUpperCase()} ${anonymous(path)}`;
    for (const [keyword, value] of Object.entries(operationFacts(operation))) add(`${at} ${keyword}`, value);
    addParameters(facts, at, path, parameters);
    if (operation.requestBody) {
      add(`${at} body required`, operation.requestBody.required ?? false);
      addContent(facts, `${at} body`, operation.requestBody.content);
    }
    for (const [status, response] of Object.entries(operation.responses)) {
      add(`${at} ${status}`, "documented");
      if (!("$ref" in response)) addAnswer(facts, `${at} ${status}`, response);
    }
  }
  for (const [name, schema] of Object.entries(document.components.schemas)) addSchema(facts, name, schema);
  return facts;
}

/** A path as it goes over the wire: its placeholders have no names there. */
export function anonymous(path: string): string {
  return path.replaceAll(/\{\w+\}/g, "{}");
}

/** The facts of one schema, its own first. */
export function schemaFacts(schema: Schema): Facts {
  const facts: Facts = new Map();
  addSchema(facts, "", schema);
  return facts;
}

function operationFacts({ operationId, tags, deprecated, security }: Operation): Record<string, unknown> {
  return {
    operationId,
    tags: tags && sortedOnce(tags),
    ...(deprecated && { deprecated }),
    ...(security && { security }),
  };
}

function addParameters(facts: Facts, at: string, path: string, parameters: Parameter[]): void {
  const placeholders = placeholdersOf(path);
  for (const parameter of parameters) {
    const name = parameter.in === "path" ? String(placeholders.indexOf(parameter.name)) : parameter.name;
    const pointer = `${at} ${parameter.in} ${name}`;
    facts.set(`${pointer} required`, JSON.stringify(parameter.required ?? false));
    for (const [keyword, value] of Object.entries(parameter)) {
      if (!PARAMETER.has(keyword) && !isProse(keyword))
        facts.set(`${pointer} ${keyword}`, JSON.stringify(bare(value)));
    }
    // one whose content is described has none
    if (parameter.schema) addSchema(facts, pointer, parameter.schema);
  }
}

export function placeholdersOf(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
}

function addAnswer(facts: Facts, at: string, { headers, content }: Response): void {
  for (const [name, header] of Object.entries(headers ?? {})) {
    facts.set(`${at} header ${name}`, "documented");
    if ("schema" in header) addSchema(facts, `${at} header ${name}`, header.schema);
  }
  addContent(facts, at, content ?? {});
}

function addContent(facts: Facts, at: string, content: Record<string, MediaType>): void {
  for (const [type, { schema }] of Object.entries(content)) {
    facts.set(`${at} ${type}`, "documented");
    if (schema) addSchema(facts, `${at} ${type}`, schema);
  }
}

function addSchema(facts: Facts, at: string, schema: Schema): void {
  for (const [keyword, value] of Object.entries(canonical(schema))) {
    if (keyword === "properties") {
      for (const [name, property] of Object.entries(value as Record<string, Schema>)) {
        facts.set(`${at}.${name}`, "declared");
        addSchema(facts, `${at}.${name}`, property);
      }
    } else if (isSubschema(keyword, value)) {
      facts.set(`${at}/${keyword}`, "declared");
      addSchema(facts, `${at}/${keyword}`, value);
    } else if (isBranches(keyword, value)) {
      facts.set(`${at}/${keyword}`, String(value.length));
      for (const [index, branch] of value.entries()) addSchema(facts, `${at}/${keyword}/${index}`, branch);
    } else {
      facts.set(`${at} ${keyword}`, JSON.stringify(value));
    }
  }
}

export function isSubschema(keyword: string, value: unknown): value is Schema {
  return (
    ["items", "additionalProperties", "not"].includes(keyword) && typeof value === "object" && value !== null
  );
}

export function isBranches(keyword: string, value: unknown): value is Schema[] {
  return ["allOf", "anyOf", "oneOf"].includes(keyword) && Array.isArray(value);
}
