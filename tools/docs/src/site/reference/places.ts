import { typeName as nameOfType } from "@intercom-openapi/codegen/type-names";
import type { OpenApiDocument, OperationEntry } from "@intercom-openapi/descriptions";

/** The name of a schema in the types package: `contact_list` → `ContactList`. */
export function typeName({ components }: OpenApiDocument, schema: string): string {
  return nameOfType(schema, components.schemas[schema]);
}

/** Where the pages of a version are. An operation and a type have one place in all versions, so one can be switched to. */
export const places = {
  overview: (version: string) => `${version}/index`,
  types: (version: string) => `${version}/types/index`,
  type: (version: string, name: string) => `${version}/types/${name}`,
  tag: (version: string, tag: string) => `${version}/${tag.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`,
  operation: (version: string, { method, path }: Pick<OperationEntry, "method" | "path">) =>
    `${version}/operations/${method}${path.replaceAll("/", "-").replaceAll(/[{}]/g, "")}`,
};
