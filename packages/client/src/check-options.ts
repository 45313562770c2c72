import { IntercomUsageError } from "./errors.js";
import type { Kinds } from "./call-options.js";

/** Inherits nothing, unlike `{}`: what somebody put into `Object.prototype` is no option. */
function Bare() {}
Bare.prototype = Object.create(null) as object;

/** The own members of an object, in one that inherits none. */
export function bare<T extends object>(members?: T): T {
  return Object.assign(new (Bare as unknown as new () => T)(), members);
}

/**
 * Puts options that are right into `target`, by their own names only; what is `undefined` is as good as left out.
 * Nothing has been sent by then. Others are put together as what is passed on, where `passed` matches their names.
 */
export function checkOptions<Target extends object>(
  target: Target,
  given: unknown,
  kinds: Kinds,
  passed?: RegExp,
): Target & { passed?: object } {
  const own = Object(given) as Record<string, unknown>;
  // faster than its entries
  for (const name of Object.keys(own)) {
    const value = own[name];
    if (Object.hasOwn(kinds, name)) {
      if (value === undefined) continue;
      if (kinds[name]) checkValue(name, value, kinds[name]);
      (target as Record<string, unknown>)[name] = value;
    } else if (passed?.test(name)) {
      ((target as { passed?: Record<string, unknown> }).passed ??= bare())[name] = value;
    } else {
      throw new IntercomUsageError(`No option \`${name}\`: use ${nearestFirst(name, Object.keys(kinds))}`);
    }
  }
  return target;
}

function checkValue(name: string, value: unknown, kind: Kinds[string]): void {
  let type: string = typeof value;
  if (typeof kind === "object") {
    if (type === "object") return void checkOptions({}, value, kind);
    kind = "object or false";
  }
  const kinds = kind.split(" or ");
  // NaN is not
  if (type === "number" && (value as number) > 0) type += " above 0";
  if (!kinds.includes(type) && !kinds.includes(String(value))) {
    throw new IntercomUsageError(`\`${name}\` must be ${kind}`);
  }
}

/** First those most like what somebody typed: with the most pairs of letters in common, and few others. */
function nearestFirst(typed: string, names: readonly string[]): string {
  const likeness = (name: string) =>
    [...name].filter((_, index) => typed.includes(name.slice(index, index + 2))).length / name.length;
  return names.toSorted((a, b) => likeness(b) - likeness(a)).join(", ");
}
