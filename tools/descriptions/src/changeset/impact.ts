import { diffOf } from "../diff.ts";
import { factsOf } from "../facts.ts";
import type { OpenApiDocument } from "../openapi.ts";
import { largest, type Bump } from "./bump.ts";
import { exchangeChanges } from "./exchanges.ts";
import { schemaBump } from "./schema-bump.ts";

/** What a change of a description means for those who use the types made from it. */
export interface Impact {
  bump: Bump;
  /** The changes that can be seen in the types. Better prose, formats and limits are in none. */
  changes: { text: string; bump: Bump }[];
}

/** Compares two states of one version's corrected description; nothing when they are the same. */
export function impactOf(before: OpenApiDocument, after: OpenApiDocument): Impact | undefined {
  if (JSON.stringify(before) === JSON.stringify(after)) return undefined;
  const changes = [
    ...nameChanges(before, after),
    ...exchangeChanges(before, after).map(({ at, change, directions }) => ({
      text: `\`${at}\`: ${change}`,
      bump: largest(directions.map((direction) => schemaBump(change, direction)))!,
    })),
    ...openChanges(before, after),
  ];
  return { bump: largest(changes.map(({ bump }) => bump)) ?? "patch", changes };
}

/** Operations, operationIds, and the names under which the types are exported. */
function nameChanges(before: OpenApiDocument, after: OpenApiDocument): Impact["changes"] {
  const { wire, naming } = diffOf(before, after);
  const major = (text: string) => ({ text, bump: "major" as const });
  const minor = (text: string) => ({ text, bump: "minor" as const });
  return [
    ...wire.removedOperations.map((name) => major(`\`${name}\`: removed`)),
    ...naming.operationIds.map(({ at, change }) => major(`operationId of \`${at}\`: ${change}`)),
    ...naming.schemas.map(({ change }) => major(`schema renamed: ${change}`)),
    ...naming.onlyBefore.map((name) => major(`schema \`${name}\`: removed`)),
    ...typeNames(before, after).map(major),
    ...wire.addedOperations.map((name) => minor(`\`${name}\`: added`)),
    ...naming.onlyAfter.map((name) => minor(`schema \`${name}\`: added`)),
  ];
}

/** A schema's `x-type-name` is the name of its type. */
function typeNames(before: OpenApiDocument, after: OpenApiDocument): string[] {
  return Object.entries(before.components.schemas).flatMap(([name, schema]) => {
    const other = after.components.schemas[name];
    const [was, is] = [schema["x-type-name"], other?.["x-type-name"]];
    return !other || was === is
      ? []
      : [`type of the schema \`${name}\`: ${was ?? "plain"} → ${is ?? "plain"}`];
  });
}

/** What the comparison of shapes does not see: constants, open objects, and the number of alternatives. */
function openChanges(before: OpenApiDocument, after: OpenApiDocument): Impact["changes"] {
  const now = factsOf(after);
  return [...factsOf(before)].flatMap(([pointer, was]) => {
    const is = now.get(pointer);
    if (was === is) return [];
    if (pointer.endsWith(" const"))
      return [{ text: `\`${pointer}\`: ${was} → ${is ?? "any"}`, bump: "major" }];
    if (pointer.endsWith(" additionalProperties") && was === "true") {
      return [{ text: `\`${pointer}\`: no other properties any more`, bump: "major" }];
    }
    if (/\/(anyOf|oneOf)$/.test(pointer) && is !== undefined) {
      const bump = Number(is) < Number(was) ? "major" : "minor";
      return [{ text: `\`${pointer}\`: ${was} → ${is} alternatives`, bump }];
    }
    return [];
  });
}
