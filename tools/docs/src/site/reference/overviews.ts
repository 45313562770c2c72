import { linkBetween, plainSummary, type Page } from "../page.ts";
import { onlyHere, type Comparison } from "./differences.ts";
import { code, list, paragraphs, section, table } from "./markdown.ts";
import { operationName } from "@intercom-openapi/descriptions";
import { places, typeName } from "./places.ts";
import type { Version } from "./version.ts";

/** A version's start page, with everything that it can do. */
export function overviewPage({ version, document, operations }: Version, compared: Comparison[]): Page {
  const path = places.overview(version);
  const differences = compared.map((comparison) => {
    const { other } = comparison;
    const names = new Set(onlyHere(comparison));
    const only = operations.filter((entry) => names.has(operationName(entry)));
    const link = `[${other.version}](${linkBetween(path, places.overview(other.version))})`;
    if (only.length === 0) return `Every operation is in ${link} too.`;
    const links = only.map((entry) => operationLink(version, entry, path).join(" "));
    return `Not in ${link}:\n\n${list(links)}`;
  });
  return {
    path,
    title: `Reference ${version}`,
    summary: `The ${operations.length} operations of version ${version}.`,
    version,
    kind: "Overview",
    markdown: paragraphs(
      `# Reference ${version}`,
      `The ${operations.length} operations of Intercom's REST API ${version}, and its [types](${linkBetween(path, places.types(version))}). [Introduction](${linkBetween(path, "introduction")}) says what holds for all of them.`,
      ...differences,
      ...tagsOf({ document, operations }).map(({ name, description = "" }) => {
        const link = `[${name}](${linkBetween(path, places.tag(version, name))})`;
        const [sentence = ""] = /^.*?[.](?= |$)/s.exec(description) ?? [];
        return paragraphs(
          `## ${name}`,
          `${link}: ${sentence}`,
          operationTable(version, operations, name, path),
        );
      }),
    ),
  };
}

/** One page for each tag that an operation has as its first. */
export function tagPages({ version, document, operations }: Version): Page[] {
  return tagsOf({ document, operations }).map(({ name, description = "" }) => {
    const path = places.tag(version, name);
    const related = operations.filter(({ operation }) => operation.tags?.slice(1).includes(name));
    return {
      path,
      title: name,
      summary: plainSummary(description),
      version,
      parent: places.overview(version),
      kind: "Overview",
      markdown: paragraphs(
        `# ${name}`,
        description,
        operationTable(version, operations, name, path),
        section("Related", related.length > 0 ? rows(version, related, path) : ""),
      ),
    };
  });
}

/** All types of a version by name. */
export function typesPage({ version, document }: Version): Page {
  const path = places.types(version);
  const names = Object.entries(document.components.schemas)
    .map(([schema, { description = "" }]) => ({ name: typeName(document, schema), description }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    path,
    title: `Types of ${version}`,
    summary: `The ${names.length} types of version ${version} by name.`,
    version,
    parent: places.overview(version),
    kind: "Overview",
    markdown: paragraphs(
      `# Types of ${version}`,
      `\`@intercom-openapi/types-${version}\` exports each of them under its name.`,
      table(
        ["type", "description"],
        names.map(({ name, description }) => [
          `[${name}](${linkBetween(path, places.type(version, name))})`,
          description,
        ]),
      ),
    ),
  };
}

function tagsOf({ document: { tags = [] }, operations }: Pick<Version, "document" | "operations">) {
  const first = new Set(operations.map(({ operation }) => operation.tags?.[0]));
  return tags.filter(({ name }) => first.has(name));
}

function operationTable(
  version: string,
  operations: Version["operations"],
  tag: string,
  page: string,
): string {
  return rows(
    version,
    operations.filter(({ operation }) => operation.tags?.[0] === tag),
    page,
  );
}

function rows(version: string, operations: Version["operations"], page: string): string {
  return table(
    ["what it does", "operation"],
    operations.map((entry) => operationLink(version, entry, page)),
  );
}

/** What an operation does, as a link, and how it is called. */
function operationLink(
  version: string,
  entry: Version["operations"][number],
  page: string,
): [string, string] {
  const name = operationName(entry);
  const link = linkBetween(page, places.operation(version, entry));
  return [`[${entry.operation.summary ?? name}](${link})`, code(name)];
}
