import { IntercomUsageError } from "../errors.js";
import type { ApiVersion } from "../options.js";
import type {
  AtMost15,
  GroupOf,
  NestedSearchGroup,
  OperatorOf,
  Searchable,
  SearchField,
  SearchFilter,
  SearchGroup,
  SearchSort,
  SearchValue,
  SortField,
  ValueOf,
} from "./search-types.js";

/** The functions that write the `query` and the `sort` of a search, typed by version and resource. */
export interface SearchFilters<V extends ApiVersion, R extends Searchable<V>> {
  /**
   * One comparison. `~` is contains, `!~` contains not, `^` starts with, `$` ends with; `IN` and `NIN` take an array.
   * Times are a `Date` or Unix seconds; that the API reads them from a text too is left to plain JSON.
   *
   * **Contact dates match whole calendar days in the workspace's timezone**, whatever the time of day: `=` is that day,
   * `>` begins with the day after it, `<` ends before it. Ask one day wider and compare the answers yourself where hours
   * matter. Conversations and tickets compare to the second, and their `>` and `<` may match an equal value too.
   *
   * `source.body` of a conversation matches single whole words.
   *
   * @throws {IntercomUsageError} for a time that is no time, or one in milliseconds.
   * @example where("created_at", ">", new Date("2026-01-31"))
   * @example where("custom_attributes.plan", "IN", ["pro", "team"])
   */
  readonly where: <const F extends SearchField<V, R>, const O extends OperatorOf<V, R, F>>(
    field: F,
    operator: O,
    value: ValueOf<V, R, F, O>,
  ) => SearchFilter<F, O>;
  /**
   * A group that matches where all its filters do. Holds 1 to 15 filters, or groups of filters: two levels at most.
   *
   * @throws {IntercomUsageError} for what the types cannot see, such as a spread array of sixteen filters or of none.
   */
  readonly and: Combine<SearchField<V, R>>;
  /**
   * A group that matches where one of its filters does. Holds 1 to 15 filters, or groups of filters: two levels at
   * most. For several values of one field, `IN` is one filter.
   *
   * @throws {IntercomUsageError} for what the types cannot see, such as a spread array of sixteen filters or of none.
   */
  readonly or: Combine<SearchField<V, R>>;
  /**
   * The `sort` of the body, ascending unless it says otherwise. It has to be sent with every page, as `paginate` does.
   *
   * The types know the fields that were seen to work. Plain JSON takes any other.
   *
   * @example
   * const { where, sort } = searchFilters(intercom, "conversations");
   * const body = { query: where("updated_at", ">", lastRun), sort: sort("updated_at") };
   */
  readonly sort: <const F extends SortField<V, R>>(field: F, order?: SearchSort["order"]) => SearchSort<F>;
}

/** Makes a group of filters. */
export type Combine<Field extends string> = <
  const T extends readonly (SearchFilter<Field> | SearchGroup<Field>)[],
>(
  ...filters: AtMost15<T>
) => GroupOf<T[number], Field>;

/**
 * Writes the `query` of a search: field names, their operators and values are checked while you type, for the client's
 * version. What comes out is the plain JSON that the body takes, and plain JSON can stand anywhere in it, for a field
 * that the published table leaves out.
 *
 * @param client The client, or `{ version }`: it only says which version's fields there are.
 * @example
 * const { where, and, or } = searchFilters(intercom, "contacts");
 * const query = and(
 *   where("role", "=", "user"),
 *   where("last_seen_at", ">", new Date("2026-01-31")),
 *   or(where("email_domain", "=", "acme.example"), where("custom_attributes.plan", "=", "pro")),
 * );
 * const { data } = await intercom.POST("/contacts/search", { body: { query } });
 */
export function searchFilters<const V extends ApiVersion, const R extends Searchable<V>>(
  client: { readonly version: V },
  resource: R,
): SearchFilters<V, R>;
export function searchFilters(): unknown {
  return { where, and: group("AND"), or: group("OR"), sort };
}

function sort(field: string, order = "ascending"): object {
  return { field, order };
}

function where(field: string, operator: string, value: unknown): object {
  const sent = Array.isArray(value) ? value.map((one) => valueOf(field, one)) : valueOf(field, value);
  return { field, operator, value: sent as SearchValue };
}

function valueOf(field: string, value: unknown): unknown {
  const sent = value instanceof Date ? Math.floor(value.getTime() / 1000) : value;
  if (Number.isNaN(sent))
    throw new IntercomUsageError(`\`${field}\` is compared with an invalid Date or NaN`);
  // a time beyond the year 5000 is one in milliseconds; attributes of your own may well count those
  if (Number(sent) > 1e11 && /^(?!custom_|ticket_attribute).*_(at|since|until)$/.test(field)) {
    throw new IntercomUsageError(`\`${field}\` takes a Date or Unix seconds, not milliseconds`);
  }
  return sent;
}

type Member = SearchFilter | SearchGroup | NestedSearchGroup;

function group(operator: "AND" | "OR") {
  return (...value: Member[]): object => {
    if (value.length < 1 || value.length > 15) {
      throw new IntercomUsageError(`A group takes 1 to 15 filters, not ${value.length}: nest, or use IN`);
    }
    if (value.some((inner) => isGroup(inner) && !Array.isArray(Object(inner).value))) {
      throw new IntercomUsageError("A group takes filters and groups, each by itself");
    }
    if (value.some((inner) => isGroup(inner) && inner.value.some(isGroup))) {
      throw new IntercomUsageError("Groups go two levels deep at most: this one would be the third");
    }
    return { operator, value };
  };
}

function isGroup(member: Member): member is SearchGroup | NestedSearchGroup {
  return !("field" in Object(member));
}
