import {
  operationName,
  operationsOf,
  type Description,
  type Pagination,
} from "@intercom-openapi/descriptions";
import { markdownTable } from "./markdown-table.ts";
import type { OfficialClient } from "./official-client.ts";
import { fillTemplate } from "./template.ts";

/** An operation here, found by what another client calls it. */
interface Found {
  /** With the placeholders of the descriptions: `GET /contacts/{contact_id}`. */
  operation: string;
  /** The API versions that have it. */
  versions: string[];
  /** Whether `paginate` walks its pages. */
  paged: boolean;
}

/** The guide for users of intercom-client, in Markdown: every method of theirs beside the operation here. */
export function movingGuide(
  { package: name, version: packageVersion, apiVersion, methods }: OfficialClient,
  descriptions: Description[],
): string {
  const index = operationIndex(descriptions);
  const sections = new Map<string, string[][]>();
  for (const [method, call] of Object.entries(methods)) {
    const resource = method.slice(0, method.indexOf("."));
    const rows = sections.get(resource) ?? [];
    rows.push(row(method, call, index.get(withoutNames(call)), descriptions.length));
    sections.set(resource, rows);
  }
  const tables = [...sections].map(
    ([resource, rows]) => `### ${resource}\n\n${markdownTable([name, "here", ""], rows)}`,
  );
  return fillTemplate("moving-from-intercom-client.md", {
    package: name,
    packageVersion,
    apiVersion,
    version: descriptions.at(-1)?.version ?? "",
    methods: tables.join("\n\n"),
  });
}

function row(method: string, call: string, found: Found | undefined, versions: number): string[] {
  if (!found) return [`\`${method}\``, `– \`${call}\``, ""];
  const notes = [
    ...(found.paged ? ["paginate"] : []),
    ...(found.versions.length < versions ? [`${found.versions.join(", ")} only`] : []),
  ];
  return [`\`${method}\``, `\`${found.operation}\``, notes.join(", ")];
}

/** The operations of all versions, by method and path without the names of placeholders, which never reach the wire. */
function operationIndex(descriptions: Description[]): Map<string, Found> {
  const index = new Map<string, Found>();
  for (const { version, corrected } of descriptions) {
    for (const entry of operationsOf(corrected)) {
      const name = operationName(entry);
      const style = (entry.operation["x-pagination"] as Pagination | undefined)?.style ?? "none";
      const found = index.get(withoutNames(name));
      if (found) found.versions.push(version);
      else index.set(withoutNames(name), { operation: name, versions: [version], paged: style !== "none" });
    }
  }
  return index;
}

/** `GET /contacts/{contact_id}` → `GET /contacts/{}` */
function withoutNames(operation: string): string {
  return operation.replaceAll(/\{[^}]*\}/g, "{}");
}
