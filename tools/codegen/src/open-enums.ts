import {
  childSchemas,
  dereference,
  operationsOf,
  refKeys,
  type OpenApiDocument,
  type Schema,
} from "@intercom-openapi/descriptions";

/** Marks a list of values to which Intercom may add without a new version. */
export const OPEN_ENUM = "x-extensible-enum";

/**
 * Opens the enums of answers: code that was compiled today must take the value that Intercom adds tomorrow.
 * What a request may hold stays closed, and so does a constant, which tells one object from another.
 */
export function openEnums(document: OpenApiDocument): void {
  const sent = requestComponents(document);
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    if (!sent.has(name)) open(schema);
  }
}

function open(schema: Schema): void {
  const values = schema.enum?.filter((value) => value !== null) ?? [];
  if (values.length > 1 && values.every((value) => typeof value === "string")) {
    schema.type ??= schema.enum?.includes(null) ? ["string", "null"] : "string";
    schema[OPEN_ENUM] = values;
    delete schema.enum;
  }
  for (const child of childSchemas(schema)) open(child);
}

/** The components that a request carries, directly or inside others. */
function requestComponents(document: OpenApiDocument): Set<string> {
  const found = new Set<string>();
  const visit = (schema: Schema): void => {
    if (schema.$ref) {
      const name = refKeys(schema.$ref).at(-1) ?? "";
      if (found.has(name)) return;
      found.add(name);
      visit(dereference<Schema>(document, { $ref: schema.$ref }));
    }
    for (const child of childSchemas(schema)) visit(child);
  };
  for (const { operation } of operationsOf(document)) {
    for (const { schema } of Object.values(operation.requestBody?.content ?? {})) if (schema) visit(schema);
  }
  return found;
}
