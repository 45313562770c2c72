import { isDeepStrictEqual } from "node:util";
import { bare, canonical, inWordsOf31, isNull, isProse } from "../canonical.ts";
import { isBranches, isSubschema, schemaFacts } from "../facts.ts";
import type { Schema } from "../openapi.ts";
import { mergeMaps, mergeNode } from "./order.ts";

/** Their facts with our words; ours as it is where it states the same. Theirs without a word where we have none. */
export function mergeSchema(ours: Schema | undefined, theirs: Schema): Schema {
  if (ours && sameFacts(ours, theirs)) return ours;
  const known = ours ? canonical(ours) : {};
  const wanted = canonical(theirs);
  const spelled = inWordsOf31(theirs);
  const facts = Object.entries(spelled).map(([keyword, value]) => {
    const own = ours?.[keyword];
    // `type` and the unions also say whether null is allowed, so that they are the same together or not at all
    const same =
      keyword in wanted &&
      known["nullable"] === wanted["nullable"] &&
      isDeepStrictEqual(known[keyword], wanted[keyword]);
    if (own !== undefined && same) return [keyword, own];
    return [keyword, mergeKeyword(keyword, own, value)];
  });
  return mergeNode(ours, Object.fromEntries(facts), wordsOf(ours));
}

function mergeKeyword(keyword: string, ours: unknown, theirs: unknown): unknown {
  if (keyword === "properties") {
    return mergeMaps(ours as Record<string, Schema>, theirs as Record<string, Schema>, mergeSchema);
  }
  if (isSubschema(keyword, theirs)) {
    return mergeSchema(isSubschema(keyword, ours) ? ours : undefined, theirs);
  }
  if (isBranches(keyword, theirs)) return mergeBranches(isBranches(keyword, ours) ? ours : [], theirs);
  if (["required", "enum"].includes(keyword) && Array.isArray(ours) && Array.isArray(theirs)) {
    return inOrder(ours, theirs);
  }
  return bare(theirs, keyword);
}

/** A branch has no name: it is ours that states the same, or else the one at its place. */
function mergeBranches(ours: Schema[], theirs: Schema[]): Schema[] {
  const same = theirs.map((branch) => ours.find((own) => sameFacts(own, branch)));
  return theirs.map((branch, index) => {
    const own = ours[index];
    const atPlace = own && !isNull(own) && !same.includes(own) && own.$ref === branch.$ref ? own : undefined;
    return same[index] ?? mergeSchema(atPlace, branch);
  });
}

/** The values of `required` and `enum`, which have no order of their own. */
function inOrder(ours: unknown[], theirs: unknown[]): unknown[] {
  return [...new Set([...ours.filter((value) => theirs.includes(value)), ...theirs])];
}

/** What of ours is said in words and extensions; where a reference led nowhere is a fact. */
export function wordsOf(ours: object | undefined): object {
  return Object.fromEntries(
    Object.entries(ours ?? {}).filter(([key]) => isProse(key) && key !== "x-published-ref"),
  );
}

export function sameFacts(ours: Schema, theirs: Schema): boolean {
  return isDeepStrictEqual(schemaFacts(ours), schemaFacts(theirs));
}
