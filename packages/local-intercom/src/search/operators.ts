import { text } from "../json.ts";
import type { DescribedField } from "./fields.ts";

/** How a field compares, which its kind decides, and for some fields what the text of the search says of them. */
export type Comparison = "text" | "words" | "number" | "boolean" | "time" | "day" | "any";

const SECONDS_PER_DAY = 86_400;

/** @param dates contacts are found by calendar days, conversations and tickets by seconds */
export function comparisonOf({ name, kinds }: DescribedField, dates: "day" | "time"): Comparison {
  const [kind] = kinds;
  if (kinds.length > 1) return "any";
  if (name === "source.body") return "words";
  if (kind === "date") return dates;
  if (kind === "boolean") return "boolean";
  return kind === "integer" || kind === "float" ? "number" : "text";
}

/** Whether a value can be compared with a field in this way at all. Numbers may come as text. */
export function suits(comparison: Comparison, operator: string, value: unknown): boolean {
  if (operator === "IN" || operator === "NIN") {
    return Array.isArray(value) && value.every((each) => suits(comparison, "=", each));
  }
  if (typeof value === "object" && value !== null) return false;
  if (value === null || value === undefined) return operator === "=" || operator === "!=";
  if (comparison === "boolean") return typeof value === "boolean" || value === "true" || value === "false";
  if (comparison === "number" || comparison === "time" || comparison === "day") {
    return typeof value !== "boolean" && value !== "" && Number.isFinite(Number(value));
  }
  return true;
}

/** Tells whether what a field holds (of a list, something in it) stands in the relation to the value. */
export function relationTo(
  comparison: Comparison,
  operator: string,
  value: unknown,
): (held: unknown) => boolean {
  if (operator === "!=") return not(relationTo(comparison, "=", value));
  if (operator === "!~") return not(relationTo(comparison, "~", value));
  if (operator === "NIN") return not(relationTo(comparison, "IN", value));
  if (operator === "IN") {
    const any = (value as unknown[]).map((each) => relationTo(comparison, "=", each));
    return (held) => any.some((stands) => stands(held));
  }
  const isEmpty = (each: unknown) => each === null || each === undefined;
  // of a list that has nothing in it there is nothing
  if (isEmpty(value)) return (held) => (Array.isArray(held) ? held.every(isEmpty) : isEmpty(held));
  const stands = single(comparison, operator, value);
  const test = (each: unknown) => !isEmpty(each) && stands(each);
  return (held) => (Array.isArray(held) ? held.some(test) : test(held));
}

function not<T>(test: (value: T) => boolean): (value: T) => boolean {
  return (value) => !test(value);
}

function single(comparison: Comparison, operator: string, value: unknown): (held: unknown) => boolean {
  if (comparison === "number" || comparison === "time" || comparison === "day") {
    return numbers(comparison, operator, Number(value));
  }
  const byNumber = numbers("number", operator, Number(value));
  const byText = texts(comparison, operator, lower(value));
  // an id is text, too
  if (/[<>]/.test(operator)) return byNumber;
  if (comparison !== "any") return byText;
  return (held) => (typeof held === "number" ? byNumber(held) : byText(held));
}

function numbers(comparison: Comparison, operator: string, value: number): (held: unknown) => boolean {
  // contacts are matched by calendar days; the workspace's timezone is UTC here
  const unit = comparison === "day" ? SECONDS_PER_DAY : 1;
  const right = comparison === "day" ? Math.floor(value / unit) : value;
  const left = (held: unknown) => (comparison === "day" ? Math.floor(Number(held) / unit) : Number(held));
  // on times `<` and `>` include what is equal, as the descriptions say
  const isInclusive = comparison === "time";
  if (operator === "<=" || (operator === "<" && isInclusive)) return (held) => left(held) <= right;
  if (operator === ">=" || (operator === ">" && isInclusive)) return (held) => left(held) >= right;
  if (operator === "<") return (held) => left(held) < right;
  if (operator === ">") return (held) => left(held) > right;
  return (held) => left(held) === right;
}

function texts(comparison: Comparison, operator: string, right: string): (held: unknown) => boolean {
  // as the descriptions say, `source.body` matches single whole words only
  if (comparison === "words") return (held) => lower(held).split(/\W+/).includes(right);
  if (operator === "~") return (held) => lower(held).includes(right);
  if (operator === "^") return (held) => lower(held).startsWith(right);
  if (operator === "$") return (held) => lower(held).endsWith(right);
  return (held) => lower(held) === right;
}

function lower(value: unknown): string {
  return (text(value) ?? String(value)).toLowerCase();
}
