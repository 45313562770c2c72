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
  for (const media of exemplified(copy)) {
    for (const { value } of Object.values(media.examples ?? {}))
      if (media.schema) addExamples(copy, media.schema, value);
    // openapi-typescript would walk them for nothing
    delete media.examples;
  }
  return copy;
}

/** What has examples, once however many operations share it: most are of errors, which all of them do. */
export function exemplified(document: OpenApiDocument): Set<MediaType> {
  return new Set(examplesOf(document).map(({ media }) => nodeAt(document, media) as MediaType));
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
    if (value.length > 0 && value.every(isScalar)) addExample(reference, JSON.stringify(value));
  } else if (typeof value === "object" && value !== null) {
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (Object.hasOwn(value, name))
        addExamples(document, property, (value as Record<string, unknown>)[name]);
    }
    if (isMap(schema)) addExample(reference, shortened(value));
  } else if (!reference.$ref && schema.type && value !== null) {
    addExample(schema, value);
  }
  for (const branch of branchesOf(schema)) {
    addExamples(document, branch, value);
  }
}

function addExample(schema: Schema, value: unknown): void {
  if (value !== "" && String(value).length <= LONGEST_EXAMPLE) schema["example"] ??= value;
}

/** The workspace's own keys, which no property stands for. */
function isMap({ additionalProperties, properties }: Schema): boolean {
  return typeof additionalProperties === "object" && !properties;
}

/** As many of a map's values as fit into a line. */
function shortened(map: object): string {
  const scalars = Object.entries(map).filter(([, value]) => isScalar(value));
  const texts = scalars.map((_, index) => JSON.stringify(Object.fromEntries(scalars.slice(0, index + 1))));
  return texts.findLast((text) => text.length <= LONGEST_EXAMPLE) ?? "";
}

function isScalar(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}
