import { invalid } from "../http.ts";
import { isJson, type Json } from "../json.ts";
import type { Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";
import { fieldOf, type Searchable } from "./fields.ts";
import { holds, suits, takes } from "./operators.ts";

/** As the descriptions of the searches say: groups within groups, and what one group holds. */
const LEVELS = 2;
const FILTERS = 15;

export type Matcher = (item: Item) => boolean;

/** What a query asks of an item. Refuses what the API would: unknown fields, unfit operators and values, too much of it. */
export function matcherOf(workspace: Workspace, resource: Searchable, query: Json, level = 1): Matcher {
  const { field, operator, value } = query;
  if (typeof field === "string")
    return single(workspace, resource, { field, operator: String(operator), value });
  if (level > LEVELS) throw invalid("query", `Groups can be nested ${LEVELS} levels deep`);
  const parts = Array.isArray(value) ? value.filter(isJson) : [];
  if (parts.length === 0) throw invalid("query", "A group needs a filter");
  if (parts.length > FILTERS) throw invalid("query", `A group takes ${FILTERS} filters`);
  const matchers = parts.map((part) => matcherOf(workspace, resource, part, level + 1));
  return operator === "OR"
    ? (item) => matchers.some((matches) => matches(item))
    : (item) => matchers.every((matches) => matches(item));
}

function single(
  workspace: Workspace,
  resource: Searchable,
  { field: name, operator, value }: { field: string; operator: string; value: unknown },
): Matcher {
  const field = fieldOf(workspace, resource, name);
  if (!field) throw invalid("field", `There is no field ${name} to search by`);
  const { kind, of } = field;
  if (!takes(kind, operator)) throw invalid("operator", `${name} cannot be searched with ${operator}`);
  if (!suits(kind, operator, value))
    throw invalid("value", `${JSON.stringify(value)} does not suit ${name} ${operator}`);
  return (item) => holds(kind, operator, of(item), value);
}
