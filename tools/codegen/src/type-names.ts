import type { OpenApiDocument, Schema } from "@intercom-openapi/descriptions";

/**
 * The exported name of a schema's type: `contact_list` is `ContactList`. One that would shadow a global carries
 * `x-type-name` instead.
 */
export function typeName(name: string, schema: Schema | undefined): string {
  return schema?.["x-type-name"] ?? pascalCase(name);
}

export function pascalCase(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** The types' names in the place of where they are in `components`, so that editors and errors show them. */
export function byName(text: string, { components }: OpenApiDocument): string {
  return text.replaceAll(/\bcomponents\["schemas"\]\["([^"]+)"\]/g, (_, name: string) =>
    typeName(name, components.schemas[name]),
  );
}
