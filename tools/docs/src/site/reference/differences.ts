import { diffOf, type VersionDiff } from "@intercom-openapi/descriptions/diff";
import { changeText } from "@intercom-openapi/descriptions/diff-report";
import { linkBetween } from "../page.ts";
import { list, paragraphs } from "./markdown.ts";
import { operationName } from "@intercom-openapi/descriptions";
import { places, typeName } from "./places.ts";
import type { Version } from "./version.ts";

/** A version beside another one, and what changes from the older to the newer. */
export interface Comparison {
  version: Version;
  other: Version;
  older: Version;
  newer: Version;
  diff: VersionDiff;
}

/** Each version beside every other one. */
export function comparisons(versions: Version[]): Map<Version, Comparison[]> {
  const found = new Map<Version, Comparison[]>(versions.map((version) => [version, []]));
  for (const [index, older] of versions.entries()) {
    for (const newer of versions.slice(index + 1)) {
      const diff = diffOf(older.document, newer.document);
      found.get(older)?.push({ version: older, other: newer, older, newer, diff });
      found.get(newer)?.push({ version: newer, other: older, older, newer, diff });
    }
  }
  return found;
}

/** What the other versions make of an operation, as a quotation. */
export function operationDifferences(
  entry: Version["operations"][number],
  compared: Comparison[],
  page: string,
): string {
  const name = operationName(entry);
  return quotation(compared, (comparison) => {
    const { other, diff } = comparison;
    if (!other.operations.some((one) => operationName(one) === name)) return `Not in ${other.version}.`;
    const link = `[${other.version}](${linkBetween(page, places.operation(other.version, entry))})`;
    const own = [
      ...[...diff.wire.parameters, ...diff.wire.statuses]
        .filter(({ at }) => at === name)
        .map(({ change }) => change),
      ...diff.wire.schemas
        .filter(({ schema }) => schema.startsWith(`${name} `))
        .map(
          ({ schema, property, change }) =>
            `${schema.slice(name.length + 1)}, \`${property}\`: ${changeText(change)}`,
        ),
      ...changedTypes(name, comparison, page),
    ];
    return own.length > 0 ? changes(comparison, link, own) : `The same in ${link}.`;
  });
}

/** The types that an operation carries and that differ, each with its own page to say how. */
function changedTypes(name: string, { version, older, newer, diff }: Comparison, page: string): string[] {
  const touched = diff.wire.schemas.filter(
    ({ schema, in: carriers }) =>
      schema in newer.document.components.schemas &&
      carriers.some((carrier) => carrier.startsWith(`${name} `)),
  );
  const names = new Set(touched.map(({ schema }) => schema));
  const links = [...names].map((schema) => {
    const own = version === older ? before(schema, diff) : schema;
    const type = typeName(version.document, own);
    return own in version.document.components.schemas
      ? `[${type}](${linkBetween(page, places.type(version.version, type))})`
      : `\`${type}\``;
  });
  return links.length > 0 ? [`types with differences: ${links.join(", ")}`] : [];
}

/** What the other versions make of a schema, as a quotation. */
export function typeDifferences(schema: string, compared: Comparison[], page: string): string {
  return quotation(compared, (comparison) => {
    const { version, other, older, diff } = comparison;
    const there = version === older ? after(schema, diff) : before(schema, diff);
    if (!(there in other.document.components.schemas)) return `Not in ${other.version}.`;
    const name = typeName(other.document, there);
    const renamed = there === schema ? "" : ` as \`${name}\``;
    const link = `[${other.version}](${linkBetween(page, places.type(other.version, name))})${renamed}`;
    const newest = version === older ? there : schema;
    const own = diff.wire.schemas
      .filter((change) => change.schema === newest)
      .map(({ property, change }) => `\`${property}\`: ${changeText(change)}`);
    return own.length > 0 ? changes(comparison, link, own) : `No difference in ${link}.`;
  });
}

/** The operations that only one of two versions has, for its overview. */
export function onlyHere({ version, newer, diff }: Comparison): string[] {
  return version === newer ? diff.wire.addedOperations : diff.wire.removedOperations;
}

function changes({ older, newer }: Comparison, link: string, lines: string[]): string {
  return `Differs from ${link}. From ${older.version} to ${newer.version}:\n\n${list(lines)}`;
}

function after(schema: string, { naming }: VersionDiff): string {
  return naming.schemas.find(({ at }) => at === schema)?.change.split(" → ")[1] ?? schema;
}

function before(schema: string, { naming }: VersionDiff): string {
  return naming.schemas.find(({ change }) => change.endsWith(` → ${schema}`))?.at ?? schema;
}

function quotation(compared: Comparison[], text: (comparison: Comparison) => string): string {
  return paragraphs(...compared.map(text))
    .replaceAll(/^/gm, "> ")
    .replaceAll(/ +$/gm, "");
}
