import type { OpenApiDocument } from "../openapi.ts";
import { nodeAt, refKeys } from "../ref.ts";

/** Values, which only look like schemas. */
const VALUES = new Set(["example", "examples", "default", "enum", "const"]);

/** Maps whose keys are names, not keywords. */
const NAMED = new Set(["properties", "schemas"]);

/** References that lead nowhere stand as `x-published-ref`, so that the file can be used; all others as `$ref`. */
export function danglingMarked(document: OpenApiDocument): OpenApiDocument {
  const leads = (ref: string) => ref.startsWith("#/") && nodeAt(document, refKeys(ref)) !== undefined;

  function marked(node: unknown, named = false): unknown {
    if (Array.isArray(node)) return node.map((item) => marked(item));
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => {
        if (named) return [key, marked(value)];
        if (VALUES.has(key)) return [key, value];
        if ((key === "$ref" || key === "x-published-ref") && typeof value === "string") {
          return [leads(value) ? "$ref" : "x-published-ref", value];
        }
        return [key, marked(value, NAMED.has(key))];
      }),
    );
  }

  return marked(document) as OpenApiDocument;
}
