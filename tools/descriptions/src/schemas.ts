import type { Schema } from "./openapi.ts";

/** The schemas that a schema is composed of. */
export function branchesOf({ allOf = [], anyOf = [], oneOf = [] }: Schema): Schema[] {
  return [...allOf, ...anyOf, ...oneOf];
}
