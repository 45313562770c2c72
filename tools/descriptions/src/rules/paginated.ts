import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import { branchesOf } from "../schemas.ts";
import type { OpenApiDocument, Operation, Schema } from "../openapi.ts";
import { successSchemas } from "../operations.ts";
import { PAGINATION_STYLES, type Pagination } from "../pagination.ts";
import { dereference } from "../ref.ts";

/** An operation that answers with a list says in `x-pagination` how to get all of it, and says it right. */
export const paginated: Oas3Rule = () => {
  let document: OpenApiDocument;
  return {
    Root(root: object) {
      document = root as OpenApiDocument;
    },
    Operation(node: object, { report, location }: UserContext) {
      const operation = node as Operation;
      const answers = successSchemas(document, operation).flatMap((schema) => alternatives(document, schema));
      const pagination = operation["x-pagination"] as Pagination | undefined;
      if (!pagination) {
        if (!answers.some(({ properties }) => properties && "pages" in properties)) return;
        report({
          message: "The answer has `pages`, but there is no `x-pagination`.",
          location: location.key(),
        });
        return;
      }
      const at = location.child(["x-pagination"]);
      if (!PAGINATION_STYLES.includes(pagination.style)) {
        const message = `Unknown style \`${pagination.style}\`: there are ${PAGINATION_STYLES.join(", ")}.`;
        report({ message, location: at.child(["style"]) });
      }
      if (!inside(document, answers, pagination.items).some(({ type }) => type === "array")) {
        report({
          message: `No list at \`${pagination.items}\` in the answer.`,
          location: at.child(["items"]),
        });
      }
      const { cursor } = pagination;
      if (cursor && inside(document, answers, cursor).length === 0) {
        report({ message: `No \`${cursor}\` in the answer.`, location: at.child(["cursor"]) });
      }
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
