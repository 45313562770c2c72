import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import { branchesOf } from "../schemas.ts";
import type { OpenApiDocument, Operation, Schema } from "../openapi.ts";
import { successSchemas } from "../operations.ts";
import { PAGINATION_STYLES, type Pagination } from "../pagination.ts";
import { dereference } from "../ref.ts";
import { tell } from "./tell.ts";

/** An operation that answers with a list says in `x-pagination` how to get all of it, and says it right. */
export const paginated: Oas3Rule = () => {
  let document: OpenApiDocument;
  return {
    Root(root: object) {
      document = root as OpenApiDocument;
    },
    Operation(node: object, context: UserContext) {
      const operation = node as Operation;
      const answers = successSchemas(document, operation).flatMap((schema) => alternatives(document, schema));
      const pagination = operation["x-pagination"] as Pagination | undefined;
      if (!pagination) {
        if (answers.some(({ properties }) => properties && "pages" in properties))
          tell(context, "The answer has `pages`, but there is no `x-pagination`.");
        return;
      }
      const { style, items, cursor } = pagination;
      const wrong = (message: string, key: string) => tell(context, message, "x-pagination", key);
      if (!PAGINATION_STYLES.includes(style))
        wrong(`Unknown style \`${style}\`: there are ${PAGINATION_STYLES.join(", ")}.`, "style");
      if (!inside(document, answers, items).some(({ type }) => type === "array"))
        wrong(`No list at \`${items}\` in the answer.`, "items");
      if (cursor && inside(document, answers, cursor).length === 0)
        wrong(`No \`${cursor}\` in the answer.`, "cursor");
    },
  };
};

/** A schema, or the branches it is made of. */
function alternatives(document: OpenApiDocument, reference: Schema): Schema[] {
  const schema = dereference<Schema>(document, reference);
  return [schema, ...branchesOf(schema).flatMap((branch) => alternatives(document, branch))];
}

/** What is at a path of properties inside of some schemas. */
function inside(document: OpenApiDocument, schemas: Schema[], path: string): Schema[] {
  let found = schemas;
  for (const name of path.split(".")) {
    const properties = found.map((schema) => schema.properties?.[name]);
    found = properties.flatMap((property) => (property ? alternatives(document, property) : []));
  }
  return found;
}
