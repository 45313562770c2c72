import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import type { Parameter } from "../openapi.ts";
import { tell } from "./tell.ts";

const SNAKE_CASE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

/** Components and placeholders are in snake case, and a placeholder says whose id it is. */
export const named: Oas3Rule = () => ({
  NamedSchemas(schemas: object, context: UserContext) {
    for (const name of Object.keys(schemas).filter((one) => !SNAKE_CASE.test(one)))
      tell(context, `The schema \`${name}\` is not in snake case.`, name);
  },
  Parameter(node: object, context: UserContext) {
    const { in: place, name } = node as Parameter;
    if (place !== "path" || (SNAKE_CASE.test(name) && name.includes("_"))) return;
    tell(
      context,
      `The placeholder \`${name}\` does not say what it identifies, as \`contact_id\` does.`,
      "name",
    );
  },
});
