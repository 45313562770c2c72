import type { OpenApiDocument, Schema } from "./openapi.ts";
import { operationsOf, successSchemas } from "./operations.ts";
import { dereference } from "./ref.ts";
import { childSchemas } from "./schemas.ts";

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
    for (const schema of successSchemas(document, operation)) visit(schema);
  }
  return { required, declared };
}
