import type { Operation } from "./openapi.ts";

/** What `x-search-fields` states of a search operation. */
export interface SearchTable {
  /** The operators that a field of a kind takes. */
  operators: Record<string, string[] | undefined>;
  /** The fields; a name that ends in `*` stands for all attributes of that prefix. */
  fields: Record<string, SearchTableField>;
}

export interface SearchTableField {
  /** Several, where it depends on the workspace's attributes. */
  kind: string | string[];
  /** The field's own operators, where it takes others than its kind. */
  operators?: string[];
  /** The only values there are. */
  values?: string[];
  /** Of attributes: they are named by their numeric id. */
  by?: "id";
  /** The search can be sorted by it. */
  sorts?: boolean;
}

interface Filter {
  field: string;
  operator: string;
  value: unknown;
}

/** The codes with which a search is refused for what the table states. */
const REFUSED_FOR_FIELD = new Set(["field_not_found", "invalid_field", "invalid_operator"]);

/**
 * Where a search that was taken, or refused for its fields, and the operation's table disagree.
 *
 * @param code of the refusal; none when the search was taken
 */
export function searchProblem(operation: Operation, body: unknown, code = ""): string | undefined {
  const table = operation["x-search-fields"] as SearchTable | undefined;
  if (!table) return undefined;
  const { query, sort } = (body ?? {}) as { query?: unknown; sort?: { field: string } };
  const problems = filtersOf(query).flatMap((filter) => misfit(table, filter) ?? []);
  if (sort && !fieldOf(table, sort.field)?.sorts)
    problems.push(`the search is not sorted by \`${sort.field}\``);
  if (!code) return problems[0] && `x-search-fields: ${problems[0]}.`;
  return REFUSED_FOR_FIELD.has(code) && problems.length === 0
    ? `x-search-fields takes a search that is refused with ${code}.`
    : undefined;
}

function misfit(table: SearchTable, { field, operator, value }: Filter): string | undefined {
  const rule = fieldOf(table, field);
  if (!rule) return `there is no field \`${field}\``;
  const operators = rule.operators ?? [rule.kind].flat().flatMap((kind) => table.operators[kind] ?? []);
  if (!operators.includes(operator)) return `\`${field}\` is not compared with \`${operator}\``;
  const other = rule.values && [value].flat().find((one) => !rule.values?.includes(String(one)));
  return other === undefined ? undefined : `\`${field}\` is never \`${String(other)}\``;
}

function fieldOf({ fields }: SearchTable, named: unknown): SearchTableField | undefined {
  const name = String(named);
  if (Object.hasOwn(fields, name)) return fields[name];
  const attribute = Object.entries(fields).find(
    ([field]) => field.endsWith("*") && name.startsWith(field.slice(0, -1)),
  );
  if (!attribute) return undefined;
  const [prefix, rule] = attribute;
  return rule.by === "id" && !/^\d+$/.test(name.slice(prefix.length - 1)) ? undefined : rule;
}

function filtersOf(query: unknown): Filter[] {
  if (typeof query !== "object" || query === null) return [];
  if ("field" in query) return [query as Filter];
  const { value } = query as { value?: unknown };
  return Array.isArray(value) ? value.flatMap(filtersOf) : [];
}
