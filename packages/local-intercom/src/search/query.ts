import type { Operation } from "@intercom-openapi/descriptions/reading";
import { invalid, Refusal } from "../http.ts";
import { isJson, objectAt, type Json } from "../json.ts";
import type { Handler } from "../operations/call.ts";
import { listed, show, type Kind } from "../operations/kind.ts";
import { searchPage, sorted, type Order } from "../operations/paging.ts";
import type { Item } from "../store/item.ts";
import type { Workspace } from "../store/workspace.ts";
import { describedField, readerOf, type DescribedField, type Reader } from "./fields.ts";
import { comparisonOf, relationTo, suits } from "./operators.ts";

/** As the descriptions of the searches say: groups within groups, and what one group holds. */
const LEVELS = 2;
const FILTERS = 15;

/**
 * Searches by a body's `query` and `sort`.
 *
 * @param all what is searched, in its order
 */
export function searches<T extends Item>(
  kind: Kind<T>,
  all: (workspace: Workspace) => readonly T[],
): Handler {
  return (call) => {
    const { workspace, entry, body } = call;
    const { query, sort } = body;
    const search = new Search(workspace, kind.name, entry.operation);
    const order = search.order(sort) ?? kind.order;
    const find = () => {
      const found = all(workspace).filter(search.matcher(objectAt(body, "query")));
      return order ? sorted(found, order) : found;
    };
    const key = `${entry.operation.operationId} ${order?.name ?? ""} ${JSON.stringify(query)}`;
    // what time alone can change is not to be remembered
    const found = workspace.settings.searchDelayMs > 0 ? find() : workspace.remember(key, find);
    const page = searchPage(call, { all: found, newestFirst: !kind.isOldestFirst, order });
    return listed(call, page, (item) => show(call, kind, item));
  };
}

type Matcher = (item: Item) => boolean;

/** One search of a workspace, by what the description of its operation says. */
class Search {
  constructor(
    private readonly workspace: Workspace,
    private readonly collection: string,
    private readonly operation: Operation,
  ) {}

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
    const comparison = comparisonOf(field, this.collection === "contacts" ? "day" : "time");
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
    const field = describedField(this.operation, name);
    const read = field && readerOf(this.workspace, this.collection, name);
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
