import type { Schema } from "../openapi.ts";
import { pointerKey } from "../ref.ts";

const PROSE = new Set(["description", "title", "summary", "example", "examples", "externalDocs"]);

/** Keywords whose value is data, which only looks like a schema. */
const VALUES = new Set(["default", "enum", "const", "required", "discriminator"]);

/** Keywords with schemas by name, which may be called as words are. */
const BY_NAME = new Set(["properties", "patternProperties", "dependentSchemas", "$defs"]);

/** An object without its words and extensions; not the objects in it. */
export function withoutProse<T extends object>(node: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(node).filter(([key]) => !PROSE.has(key) && !key.startsWith("x-")),
  ) as Partial<T>;
}

/**
 * What a published schema states, in the words of OpenAPI 3.1: `nullable` becomes the type `null`, also beside a
 * reference, where 3.0 ignores it.
 *
 * @param leads whether a reference leads somewhere; one that does not stands as `x-published-ref`
 */
export function schemaFacts(schema: Schema, at: string, leads: (ref: string, at: string) => boolean): Schema {
  const entries = Object.entries(inWordsOf31(schema)).map(([keyword, value]): [string, unknown] => {
    if (keyword === "$ref" && typeof value === "string")
      return [leads(value, at) ? "$ref" : "x-published-ref", value];
    if (!isObject(value) || VALUES.has(keyword)) return [keyword, value];
    const facts = (node: unknown, ...keys: string[]) =>
      isObject(node)
        ? schemaFacts(node as Schema, [at, keyword, ...keys.map(pointerKey)].join("/"), leads)
        : node;
    if (Array.isArray(value)) return [keyword, value.map((node, index) => facts(node, String(index)))];
    if (!BY_NAME.has(keyword)) return [keyword, facts(value)];
    return [
      keyword,
      Object.fromEntries(Object.entries(value).map(([name, node]) => [name, facts(node, name)])),
    ];
  });
  return Object.fromEntries(entries);
}

function inWordsOf31(schema: Schema): Schema {
  const { nullable, ...facts } = withoutProse(nullableWhole(schema)) as Schema & { nullable?: boolean };
  if (facts.$ref) {
    const { $ref } = facts;
    return nullable ? { anyOf: [{ $ref }, { type: "null" }] } : { $ref };
  }
  if (!nullable) return facts;
  if (facts.enum) facts.enum = [...new Set([...facts.enum, null])];
  if (facts.type) {
    facts.type = [...new Set([facts.type, "null"].flat())];
    return facts;
  }
  for (const union of ["anyOf", "oneOf"] as const) {
    const branches = facts[union];
    if (branches && !branches.some(({ type }) => type === "null"))
      facts[union] = [...branches, { type: "null" }];
  }
  return facts;
}

/** `allOf` beside `nullable` and no type is 3.0's way to make a reference nullable: all of it, or null. */
function nullableWhole(schema: Schema): Schema {
  const { allOf, ...others } = schema;
  const { type, anyOf, oneOf, nullable } = schema;
  return nullable === true && allOf && !type && !anyOf && !oneOf ? { ...others, anyOf: [{ allOf }] } : schema;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
