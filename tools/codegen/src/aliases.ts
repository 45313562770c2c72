import type { OpenApiDocument } from "@intercom-openapi/descriptions";
import { commentText } from "./comment.ts";

/**
 * One exported alias per component schema: `contact_list` → `ContactList`.
 * A schema whose name would shadow a global carries `x-type-name` instead.
 */
export function aliases({ components }: OpenApiDocument): string {
  return Object.entries(components.schemas)
    .filter(([schema]) => schema !== "custom_attributes") // an interface of its own, see names.ts
    .map(([schema, { description, "x-type-name": name = pascalCase(schema) }]) => ({
      schema,
      description,
      name,
    }))
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
