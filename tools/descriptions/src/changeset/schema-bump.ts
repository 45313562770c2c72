import type { Bump } from "./bump.ts";

/** Who is concerned: one that sends a value, or one that reads it. */
export type Direction = "request" | "response";

/**
 * What one change of a schema, in the words of `compareSchemas`, asks of the version of the types.
 *
 * A sender suffers when less is taken or more is asked for. A reader suffers when less is promised, and also when a
 * property's type grows: code that takes a string does not take a string or null. Only new values of an enum are not
 * breaking for readers, because Intercom adds them at any time and every README says so.
 *
 * @throws {Error} for words that it does not know, so that a new kind of change cannot pass as a small one.
 */
export function schemaBump(change: string, direction: Direction): Bump {
  if (change.startsWith("added, required: ")) return direction === "request" ? "major" : "minor";
  if (change.startsWith("added: ")) return "minor";
  if (change.startsWith("removed, was ")) return "major";
  if (change === "now required") return direction === "request" ? "major" : "minor";
  if (change === "no longer required") return direction === "request" ? "minor" : "major";
  if (change.startsWith("values ")) return valuesBump(sides(change.slice("values ".length)), direction);
  return typeBump(sides(change), direction);
}

function valuesBump([before, after]: [string, string], direction: Direction): Bump {
  if (before === "any") return "major";
  if (after === "any") return direction === "request" ? "minor" : "major";
  return includesAll(after.split(", "), before.split(", ")) ? "minor" : "major";
}

function typeBump([before, after]: [string, string], direction: Direction): Bump {
  const wider = after === "any" || includesAll(after.split(" or "), before.split(" or "));
  return direction === "request" && wider ? "minor" : "major";
}

function sides(change: string): [string, string] {
  const [before, after, ...more] = change.split(" → ");
  if (!before || !after || more.length > 0) throw new Error(`No known kind of change: ${change}`);
  return [before, after];
}

function includesAll(all: string[], some: string[]): boolean {
  return some.every((one) => all.includes(one));
}
