import { operationsOf, type Description, type Pagination } from "@intercom-openapi/descriptions";

/** An operation here, found by what another client calls it. */
export interface Found {
  /** With the placeholders of the descriptions: `GET /contacts/{contact_id}`. */
  operation: string;
  /** The API versions that have it. */
  versions: string[];
  /** Whether `paginate` walks its pages. */
  paged: boolean;
}

/** The operations of all versions, by method and path without the names of placeholders, which never reach the wire. */
export function operationIndex(
  descriptions: Pick<Description, "version" | "corrected">[],
): Map<string, Found> {
  const index = new Map<string, Found>();
  for (const { version, corrected } of descriptions) {
    for (const { method, path, operation } of operationsOf(corrected)) {
      const name = `${method.toUpperCase()} ${path}`;
      const style = (operation["x-pagination"] as Pagination | undefined)?.style ?? "none";
      const found = index.get(withoutNames(name));
      if (found) found.versions.push(version);
      else index.set(withoutNames(name), { operation: name, versions: [version], paged: style !== "none" });
    }
  }
  return index;
}

/** `GET /contacts/{contact_id}` → `GET /contacts/{}` */
export function withoutNames(operation: string): string {
  return operation.replaceAll(/\{[^}]*\}/g, "{}");
}
