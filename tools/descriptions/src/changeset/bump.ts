import type { ShapeChange } from "../schema-diff.ts";

/** What a change asks of a version number, smallest first. */
export const BUMPS = ["patch", "minor", "major"] as const;
export type Bump = (typeof BUMPS)[number];

/** The largest of some, or nothing of none. */
export function largest(bumps: Iterable<Bump>): Bump | undefined {
  return [...bumps].toSorted((a, b) => BUMPS.indexOf(a) - BUMPS.indexOf(b)).at(-1);
}

export function atLeast(bump: Bump | undefined, wanted: Bump): boolean {
  return bump !== undefined && BUMPS.indexOf(bump) >= BUMPS.indexOf(wanted);
}

/** Who is concerned: one that sends a value, or one that reads it. */
export type Direction = "request" | "response";

/**
 * What one change of a schema asks of the version of the types.
 *
 * A sender suffers when less is taken or more is asked for. A reader suffers when less is promised, and also when a
 * property's type grows: code that takes a string does not take a string or null. Only new values of an enum are not
 * breaking for readers, because Intercom adds them at any time and every README says so.
 */
export function schemaBump(change: ShapeChange, direction: Direction): Bump {
  const sent = direction === "request";
  switch (change.kind) {
    case "added":
      return change.required && sent ? "major" : "minor";
    case "removed":
      return "major";
    case "required":
      return change.now === sent ? "major" : "minor";
    case "values":
      return valuesBump(change.before, change.after, sent);
    case "type":
      return sent && isWider(change.before.split(" or "), change.after.split(" or ")) ? "minor" : "major";
  }
}

function valuesBump(before: string, after: string, sent: boolean): Bump {
  if (before === "any") return "major";
  if (after === "any") return sent ? "minor" : "major";
  return isWider(before.split(", "), after.split(", ")) ? "minor" : "major";
}

function isWider(before: string[], after: string[]): boolean {
  return after.includes("any") || before.every((one) => after.includes(one));
}
