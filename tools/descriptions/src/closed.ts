import { answersOf, operationsOf } from "./operations.ts";
import { branchesOf } from "./schemas.ts";
import type { OpenApiDocument, Schema } from "./openapi.ts";

/**
 * The description with every object closed, so that a property it does not declare is an error.
 *
 * The keyword stands where a schema is used (a property, an item, a body), not where it is composed: only there has
 * every branch of `allOf`, `anyOf` and `oneOf` had its say.
 */
export function closed(document: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(document);
  for (const schema of Object.values(copy.components.schemas)) closeInside(schema);
  for (const { operation } of operationsOf(copy)) {
    const answers = answersOf(copy, operation).map(([, { content }]) => content);
    const media = [operation.requestBody?.content, ...answers].flatMap((content) =>
      Object.values(content ?? {}),
    );
    for (const { schema } of media) if (schema) close(schema);
  }
  return copy;
}

function close(schema: Schema): void {
  schema["unevaluatedProperties"] = false;
  closeInside(schema);
}

function closeInside(schema: Schema): void {
  for (const property of Object.values(schema.properties ?? {})) close(property);
  if (schema.items) close(schema.items);
  if (typeof schema.additionalProperties === "object") close(schema.additionalProperties);
  for (const branch of branchesOf(schema)) closeInside(branch);
}
