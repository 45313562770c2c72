import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import type { Parameter } from "../openapi.ts";

const SNAKE_CASE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

/** Components and placeholders are in snake case, and a placeholder says whose id it is. */
export const named: Oas3Rule = () => ({
  NamedSchemas(schemas: object, { report, location }: UserContext) {
    for (const name of Object.keys(schemas)) {
      if (SNAKE_CASE.test(name)) continue;
      report({
        message: `The schema \`${name}\` is not in snake case.`,
        location: location.child([name]).key(),
      });
    }
  },
  Parameter(node: object, { report, location }: UserContext) {
    const { in: place, name } = node as Parameter;
    if (place !== "path" || (SNAKE_CASE.test(name) && name.includes("_"))) return;
    report({
      message: `The placeholder \`${name}\` does not say what it identifies, as \`contact_id\` does.`,
      location: location.child(["name"]),
    });
  },
});
