import type { OpenApiDocument } from "@intercom-openapi/descriptions";
import { commentText } from "./comment.ts";

/**
 * One exported alias per component schema: `contact_list` → `ContactList`.
 * A schema whose name would shadow a global carries `x-type-name` instead, and one that the reference pages call
 * otherwise `x-type-aliases` too.
 */
export function aliases({ components }: OpenApiDocument): string {
  return Object.entries(components.schemas)
    .filter(([schema]) => !schema.startsWith("custom_attributes")) // types of their own, see names.ts
    .flatMap(
      ([schema, { description, "x-type-name": name = pascalCase(schema), "x-type-aliases": more = [] }]) =>
        [name, ...more].map((each) => ({ schema, description, name: each })),
    )
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(
      ({ schema, description, name }) =>
        `${docComment(description)}export type ${name} = components["schemas"]["${schema}"];\n`,
    )
    .join("");
}

export function pascalCase(name: string): string {
  return name
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

function docComment(description: string | undefined): string {
  return description ? `/** ${commentText(description)} */\n` : "";
}
