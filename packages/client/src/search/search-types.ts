import type { ApiVersion } from "../options.js";
import type { ApiVersions } from "../generated/versions.js";

type Searches<V extends ApiVersion> = ApiVersions[V]["searches"];

/** What can be searched: `"contacts"`, `"conversations"` and `"tickets"`. */
export type Searchable<V extends ApiVersion> = keyof Searches<V> & string;

/** The fields that the search of a resource compares, such as `"created_at"` or `` `custom_attributes.${string}` ``. */
export type SearchField<V extends ApiVersion, R extends Searchable<V>> = keyof Searches<V>[R] & string;

/** The fields that the results of a search can be sorted by, as far as that is known. */
export type SortField<V extends ApiVersion, R extends Searchable<V>> = {
  [F in SearchField<V, R>]: Searches<V>[R][F] extends { sorts: true } ? F : never;
}[SearchField<V, R>];

/** The order of a search's results, as it is sent. */
export interface SearchSort<Field extends string = string> {
  field: Field;
  order: "ascending" | "descending";
}

/** What stands in the `value` of a filter: times are Unix seconds by then. */
export type SearchValue = string | number | boolean | string[] | number[] | null;

/** One comparison, as it is sent. */
export interface SearchFilter<
  Field extends string = string,
  Operator extends SearchOperator = SearchOperator,
> {
  field: Field;
  operator: Operator;
  value: SearchValue;
}

/** Filters of which all (`AND`) or one (`OR`) have to match. */
export interface SearchGroup<Field extends string = string> {
  operator: "AND" | "OR";
  value: SearchFilter<Field>[];
}

/** A group with groups in it: two levels, which is as deep as a search goes. */
export interface NestedSearchGroup<Field extends string = string> {
  operator: "AND" | "OR";
  value: (SearchFilter<Field> | SearchGroup<Field>)[];
}

/** How a search compares. A field takes some of them. */
export type SearchOperator = "=" | "!=" | "IN" | "NIN" | "<" | "<=" | ">" | ">=" | "~" | "!~" | "^" | "$";

type Rule = { kind: string; value: unknown; operators: SearchOperator };

/** What the generated table says of a field; a union for the workspace's own attributes. */
type RuleOf<V extends ApiVersion, R extends Searchable<V>, F> = F extends keyof Searches<V>[R]
  ? Searches<V>[R][F] & Rule
  : never;

/** The operators that a field takes. */
export type OperatorOf<V extends ApiVersion, R extends Searchable<V>, F> = RuleOf<V, R, F>["operators"];

/** What a field can be compared with by an operator. */
export type ValueOf<V extends ApiVersion, R extends Searchable<V>, F, Operator> = Taken<
  RuleOf<V, R, F>,
  Operator
>;

// over each kind by itself, so that an attribute takes a list of texts or of numbers, but not of both
type Taken<R extends Rule, Operator> = R extends Rule
  ? Operator extends R["operators"]
    ? Operator extends "IN" | "NIN"
      ? readonly Given<R>[]
      : Given<R> | (Operator extends "=" | "!=" ? null : never)
    : never
  : never;

type Given<R extends Rule> = R["kind"] extends "date" ? Date | number : R["value"];

/** The arguments of a group; the sixteenth does not compile. */
export type AtMost15<T extends readonly unknown[]> = T extends readonly [...Fifteen, unknown, ...unknown[]]
  ? "A group takes 15 filters at most"[]
  : T;

type Five = [unknown, unknown, unknown, unknown, unknown];
type Fifteen = [...Five, ...Five, ...Five];

/** The group that filters make: one with groups in it cannot be nested further. */
export type GroupOf<Member, Field extends string> = [Member] extends [SearchFilter<Field>]
  ? SearchGroup<Field>
  : NestedSearchGroup<Field>;
