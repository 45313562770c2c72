import { linkBetween, plainSummary, type Page } from "../page.ts";
import { typeDifferences, type Comparison } from "./differences.ts";
import { code, fenced, list, paragraphs, section } from "./markdown.ts";
import { operationName } from "@intercom-openapi/descriptions";
import { places, typeName } from "./places.ts";
import { schemaText, typeLink } from "./schemas.ts";
import type { Version } from "./version.ts";

/** The page of one schema: its properties, and where it is met. */
export function typePage(
  { version, document, operations, uses }: Version,
  schema: string,
  compared: Comparison[],
): Page {
  const name = typeName(document, schema);
  const path = places.type(version, name);
  const context = { document, page: path };
  const definition = document.components.schemas[schema] ?? {};
  const { operations: users = [], schemas: holders = [] } = uses.get(schema) ?? {};
  return {
    path,
    title: name,
    summary: plainSummary(definition.description ?? ""),
    version,
    parent: places.types(version),
    kind: "Type",
    markdown: paragraphs(
      `# ${name}`,
      definition.description,
      definition["x-unused"] === undefined ? "" : String(definition["x-unused"]),
      typeDifferences(schema, compared, path),
      fenced("ts", `import type { ${name} } from "@intercom-openapi/types-${version}";`),
      section("Properties", schemaText(definition, context)),
      section("Used by", list(users.map(operationLink))),
      section("Part of", holders.map((holder) => typeLink(holder, context)).join(", ")),
    ),
  };

  function operationLink(user: string): string {
    const entry = operations.find((one) => operationName(one) === user);
    if (!entry) throw new Error(`${user} is not in ${version}`);
    const link = linkBetween(path, places.operation(version, entry));
    return `[${entry.operation.summary ?? user}](${link}) ${code(user)}`;
  }
}
