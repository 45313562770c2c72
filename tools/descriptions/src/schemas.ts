import type { Schema } from "./openapi.ts";

/** The schemas that a schema is composed of. */
export function branchesOf({ allOf = [], anyOf = [], oneOf = [] }: Schema): Schema[] {
  return [...allOf, ...anyOf, ...oneOf];
}

/**
 * The schemas right inside a schema: properties, items, the values of a map, and what it is composed of. A reference
 * has none: whoever goes on through it decides where to stop.
 */
export function childSchemas(schema: Schema): Schema[] {
  const { properties = {}, items, additionalProperties: values } = schema;
  return [
    ...Object.values(properties),
    ...(items ? [items] : []),
    ...(typeof values === "object" ? [values] : []),
    ...branchesOf(schema),
  ];
}
