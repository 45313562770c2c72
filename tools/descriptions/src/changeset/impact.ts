import { diffOf } from "../diff.ts";
import { leavesOf } from "../document-diff.ts";
import type { OpenApiDocument } from "../openapi.ts";
import { largest, schemaBump, type Bump } from "./bump.ts";
import { exchangeChanges } from "./exchanges.ts";
import { changeText } from "../schema-diff.ts";

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
      text: `\`${at}\`: ${changeText(change)}`,
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

/** A schema's `x-type-name` is the name of its type, and `x-type-aliases` are more of them. */
function typeNames(before: OpenApiDocument, after: OpenApiDocument): string[] {
  return Object.entries(before.components.schemas).flatMap(([name, schema]) => {
    const other = after.components.schemas[name];
    const [was, is] = [schema["x-type-name"], other?.["x-type-name"]];
    if (!other) return [];
    const left = new Set(other["x-type-aliases"]);
    const gone = (schema["x-type-aliases"] ?? []).filter((alias) => !left.has(alias));
    return [
      ...(was === is ? [] : [`type of the schema \`${name}\`: ${was ?? "plain"} → ${is ?? "plain"}`]),
      ...gone.map((alias) => `type of the schema \`${name}\`: no longer ${alias} too`),
    ];
  });
}

/** What the comparison of shapes does not see: constants, open objects, and the number of alternatives. */
function openChanges(before: OpenApiDocument, after: OpenApiDocument): Impact["changes"] {
  const [old, now] = [statedIn(before), statedIn(after)];
  return [...old].flatMap(([pointer, was]) => {
    const is = now.get(pointer);
    if (was === is) return [];
    if (pointer.endsWith("/const"))
      return [{ text: `\`${pointer}\`: ${was} → ${is ?? "any"}`, bump: "major" }];
    if (pointer.endsWith("/additionalProperties") && was === "true") {
      return [{ text: `\`${pointer}\`: no other properties any more`, bump: "major" }];
    }
    if (/\/(anyOf|oneOf)$/.test(pointer) && is !== undefined) {
      const bump = Number(is) < Number(was) ? "major" : "minor";
      return [{ text: `\`${pointer}\`: ${was} → ${is} alternatives`, bump }];
    }
    return [];
  });
}

/** The leaves of a description without its examples, and of each union how many alternatives it has. */
function statedIn(document: OpenApiDocument): Map<string, string> {
  const stated = new Map([...leavesOf(document)].filter(([pointer]) => !pointer.includes("/examples/")));
  const alternatives = new Map<string, Set<string>>();
  for (const pointer of stated.keys()) {
    for (const { 0: branch, index } of pointer.matchAll(/\/(?:anyOf|oneOf)\/(?=\d+(?:\/|$))/g)) {
      const union = pointer.slice(0, index + branch.length - 1);
      const number = pointer.slice(union.length + 1).split("/")[0]!;
      alternatives.set(union, (alternatives.get(union) ?? new Set()).add(number));
    }
  }
  for (const [union, numbers] of alternatives) stated.set(union, String(numbers.size));
  return stated;
}
