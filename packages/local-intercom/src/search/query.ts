import type { Operation } from "@intercom-openapi/descriptions/reading";
import { invalid, Refusal } from "../http.ts";
import { isJson, type Json } from "../json.ts";
import type { Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";
import { readerOf, type Reader, type Searchable } from "./fields.ts";
import { comparisonOf, relationTo, suits } from "./operators.ts";
import { SearchTable, type DescribedField } from "./table.ts";

/** As the descriptions of the searches say: groups within groups, and what one group holds. */
const LEVELS = 2;
const FILTERS = 15;

export type Matcher = (item: Item) => boolean;

/** An order that a search was asked for. */
export interface Order {
  /** The same for the same order. */
  name: string;
  isDescending: boolean;
  /** What an item is placed by. */
  key: (item: Item) => string | number | null;
}

/** One search of a workspace, by what the description of its operation says. */
export class Search {
  private readonly table: SearchTable;

  constructor(
    private readonly workspace: Workspace,
    private readonly resource: Searchable,
    operation: Operation,
  ) {
    this.table = new SearchTable(operation);
  }

  /** What a query asks of an item. Refuses what the API would: unknown fields, unfit operators and values, too much of it. */
  matcher({ field, operator, value }: Json, level = 1): Matcher {
    if (typeof field === "string") return this.single(field, String(operator), value);
    if (level > LEVELS) throw invalid("query", `Groups can be nested ${LEVELS} levels deep`);
    const parts = Array.isArray(value) ? value.filter(isJson) : [];
    if (parts.length === 0) throw invalid("query", "A group needs a filter");
    if (parts.length > FILTERS) throw invalid("query", `A group takes ${FILTERS} filters`);
    const matchers = parts.map((part) => this.matcher(part, level + 1));
    return operator === "OR"
      ? (item) => matchers.some((matches) => matches(item))
      : (item) => matchers.every((matches) => matches(item));
  }

  /** The order that a body's `sort` asks for; undefined without one. */
  order(sort: unknown): Order | undefined {
    if (sort === undefined || sort === null) return undefined;
    const { field, order = "descending" } = isJson(sort) ? sort : {};
    if (typeof field !== "string")
      throw invalid("sort", "`sort` takes a `field`, and `ascending` or `descending` as `order`");
    if (order !== "ascending" && order !== "descending") {
      throw new Refusal(400, "invalid_sort_order", "`order` takes `ascending` or `descending`", "sort");
    }
    const { read } = this.field(field);
    return {
      name: `${field} ${order}`,
      isDescending: order === "descending",
      key: (item) => keyOf(read(item)),
    };
  }

  private single(name: string, operator: string, value: unknown): Matcher {
    const { field, read } = this.field(name);
    const comparison = comparisonOf(field, this.resource === "contact" ? "day" : "time");
    if (!field.operators.has(operator))
      throw invalid("operator", `${name} cannot be searched with ${operator}`);
    const asked = [value].flat().filter((one) => one !== null && one !== undefined);
    const isKnown = !field.values || asked.every((one) => field.values?.includes(String(one).toLowerCase()));
    if (!suits(comparison, operator, value) || !isKnown) {
      throw invalid("value", `${JSON.stringify(value)} does not suit ${name} ${operator}`);
    }
    const stands = relationTo(comparison, operator, value);
    return (item) => stands(read(item));
  }

  private field(name: string): { field: DescribedField; read: Reader } {
    const field = this.table.field(name);
    const read = field && readerOf(this.workspace, this.resource, name);
    if (!read) throw new Refusal(400, "field_not_found", `There is no field ${name} to search by`, "field");
    return { field, read };
  }
}

function keyOf(value: unknown): string | number | null {
  if (Array.isArray(value)) return keyOf((value as unknown[])[0]);
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return Number(value);
  return typeof value === "string" ? value.toLowerCase() : null;
}
