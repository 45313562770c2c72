import type { UserContext } from "@redocly/openapi-core";

/** Says what is wrong with the node that a rule visits, or with what is at some keys of it. */
export function tell({ report, location }: UserContext, message: string, ...keys: string[]): void {
  report({ message, location: (keys.length > 0 ? location.child(keys) : location).key() });
}
