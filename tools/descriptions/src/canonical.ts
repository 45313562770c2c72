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

/** Keywords whose value is a schema, or some. */
const SCHEMAS = new Set(["properties", "items", "additionalProperties", "not", "allOf", "anyOf", "oneOf"]);

/** Keywords whose value only looks like one. */
const VALUES = new Set(["default", "enum", "const"]);

/** A value without words and extensions at any depth; of a security scheme's scopes only the names. */
export function bare(value: unknown, keyword?: string): unknown {
  if (Array.isArray(value)) return value.map((item) => bare(item));
  if (typeof value !== "object" || value === null || VALUES.has(keyword ?? "")) return value;
  if (keyword === "scopes") return Object.fromEntries(Object.keys(value).map((scope) => [scope, ""]));
  return Object.fromEntries(Object.entries(withoutProse(value)).map(([key, item]) => [key, bare(item, key)]));
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
  for (const [keyword, value] of Object.entries(facts)) {
    if (!SCHEMAS.has(keyword)) facts[keyword] = bare(value, keyword);
  }
  if (schema.enum) facts["enum"] = sortedOnce(schema.enum.filter((value) => value !== null));
  if (schema.required) facts["required"] = sortedOnce(schema.required);
  // without a type it says nothing: null is among all values already
  if (nullable && ("type" in facts || "anyOf" in facts || "oneOf" in facts)) facts["nullable"] = true;
  return facts;
}

/** The values of a list that has no order, in which a value twice says no more than once. */
export function sortedOnce(values: unknown[]): unknown[] {
  return [...new Set(values)].toSorted();
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
