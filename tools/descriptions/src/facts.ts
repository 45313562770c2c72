import { type MediaType, type OpenApiDocument, type Parameter, type Schema } from "./openapi.ts";
import { operationsOf } from "./operations.ts";

/** A description taken apart: what is stated, by where. */
export type Facts = Map<string, string>;

const PROSE = new Set(["description", "title", "summary", "example", "examples", "externalDocs"]);

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
  add("tags", document.tags?.map(({ name }) => name).toSorted());
  for (const { method, path, operation, parameters } of operationsOf(document)) {
    const at = `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, "{}")}`;
    add(`${at} operationId`, operation.operationId);
    add(`${at} tags`, operation.tags?.toSorted());
    if (operation.deprecated) add(`${at} deprecated`, true);
    addParameters(facts, at, path, parameters);
    if (operation.requestBody) {
      add(`${at} body required`, operation.requestBody.required ?? false);
      addContent(facts, `${at} body`, operation.requestBody.content);
    }
    for (const [status, response] of Object.entries(operation.responses)) {
      add(`${at} ${status}`, "documented");
      if ("content" in response) addContent(facts, `${at} ${status}`, response.content ?? {});
    }
  }
  for (const [name, schema] of Object.entries(document.components.schemas)) addSchema(facts, name, schema);
  return facts;
}

function addParameters(facts: Facts, at: string, path: string, parameters: Parameter[]): void {
  const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  for (const parameter of parameters) {
    const name = parameter.in === "path" ? String(placeholders.indexOf(parameter.name)) : parameter.name;
    const pointer = `${at} ${parameter.in} ${name}`;
    facts.set(`${pointer} required`, JSON.stringify(parameter.required ?? false));
    addSchema(facts, pointer, parameter.schema);
  }
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
    } else if (keyword === "items" || (keyword === "additionalProperties" && typeof value === "object")) {
      facts.set(`${at}/${keyword}`, "declared");
      addSchema(facts, `${at}/${keyword}`, value as Schema);
    } else if (["allOf", "anyOf", "oneOf"].includes(keyword)) {
      const branches = value as Schema[];
      facts.set(`${at}/${keyword}`, String(branches.length));
      for (const [index, branch] of branches.entries()) addSchema(facts, `${at}/${keyword}/${index}`, branch);
    } else {
      facts.set(`${at} ${keyword}`, JSON.stringify(value));
    }
  }
}

/** One spelling for what OpenAPI 3.0 and 3.1 write differently; `nullable` beside a reference counts as meant. */
function canonical(schema: Schema): Record<string, unknown> {
  const published = schema["x-published-ref"];
  if (typeof published === "string") return { $ref: published };
  const reference = nullableReference(schema);
  if (reference) return reference;

  const facts: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (!PROSE.has(keyword) && !keyword.startsWith("x-") && keyword !== "nullable") facts[keyword] = value;
  }
  let nullable = schema["nullable"] === true;
  if (Array.isArray(schema.type)) {
    nullable ||= schema.type.includes("null");
    facts["type"] = schema.type.filter((type) => type !== "null").join("|");
  }
  for (const union of ["anyOf", "oneOf"] as const) {
    const branches = schema[union]?.filter((branch) => branch.type !== "null");
    if (!branches) continue;
    nullable ||= branches.length < (schema[union]?.length ?? 0);
    facts[union] = branches;
  }
  if (schema.enum) facts["enum"] = schema.enum.filter((value) => value !== null).toSorted();
  if (schema.required) facts["required"] = schema.required.toSorted();
  if (nullable) facts["nullable"] = true;
  return facts;
}

function nullableReference(schema: Schema): Record<string, unknown> | undefined {
  if (schema.$ref) return { $ref: schema.$ref, ...(schema["nullable"] === true && { nullable: true }) };
  const [branch, ...others] = schema.anyOf?.filter(({ type }) => type !== "null") ?? [];
  const onlyNullAdded = others.length === 0 && schema.anyOf?.length === 2;
  return branch?.$ref && onlyNullAdded ? { $ref: branch.$ref, nullable: true } : undefined;
}
