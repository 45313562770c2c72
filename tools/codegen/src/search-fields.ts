import {
  operationsOf,
  type OpenApiDocument,
  type SearchTable,
  type SearchTableField,
} from "@intercom-openapi/descriptions";

const TYPES: Record<string, string> = {
  string: "string",
  integer: "number",
  float: "number",
  boolean: "boolean",
  date: "number",
};

/** The `SearchFields` interface: resource → field → what it can be compared with, and how. Types only. */
export function searchFields(document: OpenApiDocument): string {
  const resources = operationsOf(document).flatMap(({ path, operation }) => {
    const search = operation["x-search-fields"] as SearchTable | undefined;
    if (!search) return [];
    const resource = path.split("/")[1] ?? "";
    const fields = Object.entries(search.fields).map(
      ([name, field]) =>
        `    ${key(name, field)}: ${type(`${operation.operationId}: ${name}`, field, search)};\n`,
    );
    return [`  ${resource}: {\n${fields.toSorted().join("")}  };\n`];
  });
  return `${HEAD}export interface SearchFields {\n${resources.toSorted().join("")}}\n`;
}

const HEAD = `/**
 * What the searches compare: by resource and field: \`kind\`, \`value\` and \`operators\`.
 *
 * - A \`date\` is sent in Unix seconds.
 * - \`sorts\` marks what a search can be sorted by.
 * - An attribute of the workspace's own is a union of the kinds that it can be of.
 */
`;

function key(name: string, { by }: SearchTableField): string {
  const rest = by === "id" ? "number" : "string";
  return name.endsWith("*") ? `[attribute: \`${name.slice(0, -1)}\${${rest}}\`]` : `"${name}"`;
}

function type(where: string, field: SearchTableField, search: SearchTable): string {
  const { kind, operators, values } = field;
  const sorts = field.sorts ? " sorts: true;" : "";
  const types = [kind].flat().map((one) => {
    const taken = operators ?? search.operators[one];
    if (!Object.hasOwn(TYPES, one) || !taken) throw new Error(`${where}: no operators for the kind ${one}`);
    return `{ kind: "${one}"; value: ${values ? literals(values) : TYPES[one]}; operators: ${literals(taken)};${sorts} }`;
  });
  return types.join(" | ");
}

function literals(values: string[]): string {
  return values.map((value) => JSON.stringify(value)).join(" | ");
}
