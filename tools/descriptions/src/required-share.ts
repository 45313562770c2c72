import { childSchemas, successAnswers } from "./document.ts";
import type { OpenApiDocument, Schema } from "./openapi.ts";
import { operationsOf } from "./operations.ts";
import { dereference } from "./ref.ts";

/** How many of the properties that answers declare are always there. */
export function requiredShare(document: OpenApiDocument): { required: number; declared: number } {
  const seen = new Set<Schema>();
  let required = 0;
  let declared = 0;

  const visit = (reference: Schema): void => {
    const schema = dereference<Schema>(document, reference);
    if (seen.has(schema)) return;
    seen.add(schema);
    const properties = Object.entries(schema.properties ?? {});
    declared += properties.length;
    required += properties.filter(([name]) => schema.required?.includes(name)).length;
    for (const child of childSchemas(schema)) visit(child);
  };

  for (const { operation } of operationsOf(document)) {
    for (const [, response] of successAnswers(operation)) {
      for (const { schema } of Object.values(dereference(document, response).content ?? {})) {
        if (schema) visit(schema);
      }
    }
  }
  return { required, declared };
}
