import { text } from "../json.ts";

/** What a field holds, which decides what it can be compared by. */
export type Kind = "text" | "words" | "number" | "boolean" | "time" | "day" | "tag" | "any";

const OPERATORS: Record<Kind, readonly string[]> = {
  text: ["=", "!=", "IN", "NIN", "~", "!~", "^", "$"],
  words: ["=", "!=", "~", "!~"],
  number: ["=", "!=", "IN", "NIN", "<", "<=", ">", ">="],
  boolean: ["=", "!=", "IN", "NIN"],
  time: ["=", "!=", "IN", "NIN", "<", "<=", ">", ">="],
  day: ["=", "<", ">"],
  tag: ["=", "!="],
  // what the workspace has made itself can be of any kind
  any: ["=", "!=", "IN", "NIN", "<", "<=", ">", ">=", "~", "!~", "^", "$"],
};

const SECONDS_PER_DAY = 86_400;

export function takes(kind: Kind, operator: string): boolean {
  return OPERATORS[kind].includes(operator);
}

/** Whether a value can be compared with a field of this kind at all. Numbers may come as text. */
export function suits(kind: Kind, operator: string, value: unknown): boolean {
  if (operator === "IN" || operator === "NIN") {
    return Array.isArray(value) && value.every((one) => suits(kind, "=", one));
  }
  if (Array.isArray(value)) return false;
  if (value === null || value === undefined) return operator === "=" || operator === "!=";
  if (kind === "boolean") return typeof value === "boolean" || value === "true" || value === "false";
  if (kind === "number" || kind === "time" || kind === "day") {
    return typeof value !== "boolean" && value !== "" && Number.isFinite(Number(value));
  }
  return true;
}

/** Whether what a field holds (several values in a list) stands in the relation to the value. */
export function holds(kind: Kind, operator: string, held: readonly unknown[], value: unknown): boolean {
  switch (operator) {
    case "!=":
      return !holds(kind, "=", held, value);
    case "!~":
      return !holds(kind, "~", held, value);
    case "NIN":
      return !holds(kind, "IN", held, value);
    case "IN":
      return (value as unknown[]).some((one) => holds(kind, "=", held, one));
    default:
      return held.some((one) => stands(kind, operator, one, value));
  }
}

function stands(kind: Kind, operator: string, held: unknown, value: unknown): boolean {
  const isEmpty = held === null || held === undefined;
  if (value === null || value === undefined) return isEmpty;
  if (isEmpty) return false;
  if (kind === "number" || kind === "time" || kind === "day") {
    return compare(kind, operator, Number(held), Number(value));
  }
  if (kind === "any" && (typeof held === "number" || /[<>]/.test(operator))) {
    return compare(kind, operator, Number(held), Number(value));
  }
  const [left, right] = [lower(held), lower(value)];
  // as the descriptions say, `source.body` matches single whole words only
  if (kind === "words") return left.split(/\W+/).includes(right);
  if (operator === "~") return left.includes(right);
  if (operator === "^") return left.startsWith(right);
  if (operator === "$") return left.endsWith(right);
  return left === right;
}

function compare(kind: Kind, operator: string, held: number, value: number): boolean {
  // contacts are matched by calendar days; the workspace's timezone is UTC here
  const [left, right] = kind === "day" ? [day(held), day(value)] : [held, value];
  // on times `<` and `>` include what is equal, as the descriptions say
  const isInclusive = kind === "time";
  if (operator === "<") return isInclusive ? left <= right : left < right;
  if (operator === ">") return isInclusive ? left >= right : left > right;
  if (operator === "<=") return left <= right;
  if (operator === ">=") return left >= right;
  return left === right;
}

function day(seconds: number): number {
  return Math.floor(seconds / SECONDS_PER_DAY);
}

function lower(value: unknown): string {
  return (text(value) ?? String(value)).toLowerCase();
}
