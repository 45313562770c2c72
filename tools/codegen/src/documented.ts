import {
  branchesOf,
  childSchemas,
  dereference,
  examplesOf,
  nodeAt,
  operationsOf,
  type MediaType,
  type OpenApiDocument,
  type Schema,
} from "@intercom-openapi/descriptions";

const CONSTRAINTS = ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"];
const LONGEST_EXAMPLE = 80;

/**
 * The description as openapi-typescript should see it: it writes neither bounds nor the examples of whole bodies into
 * the comments, so each property gets its bounds as tags, and its own value out of the examples.
 */
export function documented(document: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(document);
  for (const schema of Object.values(copy.components.schemas)) addBounds(schema);
  for (const { operation, parameters } of operationsOf(copy)) {
    for (const parameter of parameters) addTags(parameter, parameter.schema);
    for (const { schema } of Object.values(operation.requestBody?.content ?? {}))
      if (schema) addBounds(schema);
  }
  for (const { media, value } of examplesOf(copy)) {
    const holder = nodeAt(copy, media) as MediaType;
    if (holder.schema) addExamples(copy, holder.schema, value);
    // openapi-typescript would walk them for nothing
    delete holder.examples;
  }
  return copy;
}

function addBounds(schema: Schema): void {
  addTags(schema, schema);
  for (const child of childSchemas(schema)) addBounds(child);
}

function addTags(node: { description?: string }, schema: Schema): void {
  const tags = CONSTRAINTS.filter((keyword) => schema[keyword] !== undefined).map(
    (keyword) => `@${keyword} ${String(schema[keyword])}`,
  );
  // a shared parameter comes by once for each operation that refers to it
  const missing = tags.filter((tag) => !node.description?.includes(tag));
  if (missing.length > 0) node.description = [node.description ?? "", ...missing].join("\n");
}

function addExamples(document: OpenApiDocument, reference: Schema, value: unknown): void {
  const schema = dereference<Schema>(document, reference);
  if (Array.isArray(value)) {
    if (schema.items) for (const item of value) addExamples(document, schema.items, item);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (name in value) addExamples(document, property, (value as Record<string, unknown>)[name]);
    }
  } else if (!reference.$ref && isTelling(schema, value)) {
    schema["example"] ??= value;
  }
  for (const branch of branchesOf(schema)) {
    addExamples(document, branch, value);
  }
}

/** A constant's value is its type already. */
function isTelling({ enum: values, type }: Schema, value: unknown): boolean {
  if (values?.length === 1 || value === null || !type) return false;
  return String(value).length <= LONGEST_EXAMPLE && value !== "";
}
