import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import { branchesOf } from "../schemas.ts";
import type { OpenApiDocument, Schema } from "../openapi.ts";
import { dereference } from "../ref.ts";
import { tell } from "./tell.ts";

/** A text that says when something is null stands beside a type that may be. */
export const nullable: Oas3Rule = () => {
  let document: OpenApiDocument;
  return {
    Root(root: object) {
      document = root as OpenApiDocument;
    },
    SchemaProperties(properties: object, context: UserContext) {
      for (const [name, schema] of Object.entries(properties as Record<string, Schema>)) {
        if (saysNull(schema.description ?? "") && !mayBeNull(document, schema))
          tell(context, `\`${name}\` says "null", and its type is not nullable.`, name);
      }
    },
  };
};

function saysNull(text: string): boolean {
  return /\bnull\b/i.test(text) && !/\b(not|never|neither) null\b/i.test(text);
}

function mayBeNull(document: OpenApiDocument, reference: Schema): boolean {
  const schema = dereference<Schema>(document, reference);
  const branches = branchesOf(schema);
  if (schema.type === undefined && branches.length === 0) return !schema.enum || schema.enum.includes(null);
  // a list's text may speak of its entries
  if (schema.items && mayBeNull(document, schema.items)) return true;
  return [schema.type].flat().includes("null") || branches.some((branch) => mayBeNull(document, branch));
}
