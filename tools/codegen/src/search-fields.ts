import { operationsOf, type OpenApiDocument } from "@intercom-openapi/descriptions";

/** What `x-search-fields` states of a search operation. */
interface SearchFields {
  /** The operators that a field of a kind takes. */
  operators: Partial<Record<Kind, string[]>>;
  /** The fields; a name that ends in `*` stands for all attributes of that prefix. */
  fields: Record<string, SearchField>;
}

interface SearchField {
  /** Several, where it depends on the workspace's attributes. */
  kind: Kind | Kind[];
  /** The field's own operators, where it takes others than its kind. */
  operators?: string[];
  /** The only values there are. */
  values?: string[];
}

const TYPES = { string: "string", integer: "number", float: "number", boolean: "boolean", date: "number" };
type Kind = keyof typeof TYPES;

/** The `SearchFields` interface: resource → field → what it can be compared with, and how. Types only. */
export function searchFields(document: OpenApiDocument): string {
  const resources = operationsOf(document).flatMap(({ path, operation }) => {
    const search = operation["x-search-fields"] as SearchFields | undefined;
    if (!search) return [];
    const resource = path.split("/")[1] ?? "";
    const fields = Object.entries(search.fields).map(
      ([name, field]) => `    ${key(name)}: ${type(`${operation.operationId}: ${name}`, field, search)};\n`,
    );
    return [`  ${resource}: {\n${fields.toSorted().join("")}  };\n`];
  });
  return `${HEAD}export interface SearchFields {\n${resources.toSorted().join("")}}\n`;
}

const HEAD = `/**
 * What the searches compare: by resource and field: \`kind\`, \`value\` and \`operators\`.
 *
 * - A \`date\` is sent in Unix seconds.
 * - An attribute of the workspace's own is a union of the kinds that it can be of.
 */
`;

function key(name: string): string {
  return name.endsWith("*") ? `[attribute: \`${name.slice(0, -1)}\${string}\`]` : `"${name}"`;
}

function type(where: string, { kind, operators, values }: SearchField, search: SearchFields): string {
  const types = [kind].flat().map((one) => {
    const taken = operators ?? search.operators[one];
    if (!(one in TYPES) || !taken) throw new Error(`${where}: no operators for the kind ${one}`);
    return `{ kind: "${one}"; value: ${values ? literals(values) : TYPES[one]}; operators: ${literals(taken)} }`;
  });
  return types.join(" | ");
}

function literals(values: string[]): string {
  return values.map((value) => JSON.stringify(value)).join(" | ");
}
