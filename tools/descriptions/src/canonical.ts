import type { Schema } from "./openapi.ts";

const PROSE = new Set(["description", "title", "summary", "example", "examples", "externalDocs"]);

/** Whether a key holds words or an extension: nothing that a fact is stated with. */
export function isProse(key: string): boolean {
  return PROSE.has(key) || key.startsWith("x-");
}

/** An object without its words and extensions; not the objects in it. */
export function withoutProse(node: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(node).filter(([key]) => !isProse(key)));
}

/** One spelling for what OpenAPI 3.0 and 3.1 write differently; `nullable` beside a reference counts as meant. */
export function canonical(schema: Schema): Record<string, unknown> {
  const reference = nullableReference(schema);
  if (reference) return reference;

  const { nullable: said, ...facts } = withoutProse(nullableWhole(schema));
  let nullable = said === true;
  if (Array.isArray(facts["type"])) {
    nullable ||= facts["type"].includes("null");
    facts["type"] = facts["type"].filter((type) => type !== "null").join("|");
  }
  for (const union of ["anyOf", "oneOf"] as const) {
    const all = facts[union] as Schema[] | undefined;
    const branches = all?.filter((branch) => branch.type !== "null");
    if (!branches) continue;
    nullable ||= branches.length < (all?.length ?? 0);
    facts[union] = branches;
  }
  if (schema.enum) facts["enum"] = schema.enum.filter((value) => value !== null).toSorted();
  if (schema.required) facts["required"] = schema.required.toSorted();
  // without a type it says nothing: null is among all values already
  if (nullable && ("type" in facts || "anyOf" in facts || "oneOf" in facts)) facts["nullable"] = true;
  return facts;
}

/** The same facts in the words of OpenAPI 3.1, without prose; the schemas inside are left as they are. */
export function inWordsOf31(schema: Schema): Schema {
  const { nullable: said, ...facts } = withoutProse(nullableWhole(schema)) as Schema;
  const nullable = said === true;
  if (facts.$ref) {
    const { $ref } = facts;
    return nullable ? { anyOf: [{ $ref }, { type: "null" }] } : { $ref };
  }
  if (!nullable) return facts;
  if (facts.type) {
    facts.type = [...new Set([facts.type, "null"].flat())];
    if (facts.enum) facts.enum = [...new Set([...facts.enum, null])];
  }
  for (const union of ["anyOf", "oneOf"] as const) {
    const branches = facts[union];
    if (branches && !branches.some(isNull)) facts[union] = [...branches, { type: "null" }];
  }
  return facts;
}

export function isNull({ type }: Schema): boolean {
  return type === "null";
}

/** `allOf` beside `nullable` and no type is 3.0's way to make a reference nullable: all of it, or null. */
function nullableWhole(schema: Schema): Schema {
  const { allOf, ...others } = schema;
  const { type, anyOf, oneOf, nullable } = schema;
  return nullable === true && allOf && !type && !anyOf && !oneOf ? { ...others, anyOf: [{ allOf }] } : schema;
}

function nullableReference(schema: Schema): Record<string, unknown> | undefined {
  const own = referenceOf(schema);
  if (own) return { $ref: own, ...(schema["nullable"] === true && { nullable: true }) };
  const [branch, ...others] = schema.anyOf?.filter((one) => !isNull(one)) ?? [];
  const onlyNullAdded = others.length === 0 && schema.anyOf?.length === 2;
  const reference = branch && referenceOf(branch);
  return reference && onlyNullAdded ? { $ref: reference, nullable: true } : undefined;
}

/** What a schema refers to, whether or not the file has it. */
function referenceOf({ $ref, "x-published-ref": published }: Schema): string | undefined {
  return typeof published === "string" ? published : $ref;
}
