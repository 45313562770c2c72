import type { OpenApiDocument, OperationEntry, Schema } from "@intercom-openapi/descriptions/reading";
import * as fc from "fast-check";
import type { Arbitrary } from "fast-check";
import { allows, plainSchemas, type PlainSchema } from "../src/description/plain-schema.ts";

/** How far a schema is followed: that of a search refers to itself. */
const DEEPEST = 6;

/** Texts that mean something here and there, and such as nobody expects. */
const TEXTS = fc.oneof(
  fc.constantFrom(
    "user-1@example.com",
    "external-1",
    "company-1",
    "admin",
    "user",
    "lead",
    "email",
    "=",
    "AND",
  ),
  fc.constantFrom(
    "",
    " ",
    "__proto__",
    "constructor",
    "null",
    "0",
    "-1",
    "<p>",
    "\u0000",
    "%00",
    "a".repeat(300),
  ),
  fc.string({ maxLength: 12, unit: "binary" }),
);

const NUMBERS = fc.oneof(
  fc.integer(),
  fc.constantFrom(0, -1, 1.5, 1_767_225_600, Number.MAX_SAFE_INTEGER, 1e300),
);

/** Any JSON, whatever a schema says. */
const ANYTHING = fc.jsonValue({ maxDepth: 2 });

export interface FuzzedRequest {
  path: string;
  query: string;
  body: string | undefined;
}

/** Requests for an operation: mostly as its description has them, often with something broken. @param ids some to hit */
export function requestsOf(
  document: OpenApiDocument,
  { path, parameters, operation }: OperationEntry,
  ids: readonly string[],
): Arbitrary<FuzzedRequest> {
  const id = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, TEXTS);
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const paths = fc.tuple(...names.map(() => id)).map((values) => {
    const rest = [...values];
    return path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(String(rest.shift())) || "-");
  });
  const declared = parameters.filter(({ in: place }) => place === "query").map(({ name }) => name);
  const values = fc.oneof(fc.constantFrom("1", "2", "150", "user"), id);
  const pair = (name: Arbitrary<string>) => fc.tuple(name, values);
  const known = declared.length > 0 ? fc.constantFrom(...declared) : fc.constant("page");
  const queries = fc
    .array(fc.oneof({ weight: 9, arbitrary: pair(known) }, pair(TEXTS)), {
      maxLength: declared.length > 0 ? 3 : 1,
    })
    .map((pairs) => new URLSearchParams(pairs).toString());
  const schema = operation.requestBody?.content?.["application/json"]?.schema;
  const bodies = schema
    ? fc.oneof(
        { weight: 6, arbitrary: valuesOf(document, schema, ids).map((value) => JSON.stringify(value)) },
        {
          weight: 3,
          arbitrary: broken(valuesOf(document, schema, ids)).map((value) => JSON.stringify(value)),
        },
        fc.string(),
      )
    : fc.constant(undefined);
  return fc.record({ path: paths, query: queries, body: bodies });
}

/** Values that fit a schema, as far as its text can tell. */
function valuesOf(
  document: OpenApiDocument,
  schema: Schema,
  ids: readonly string[],
  depth = 0,
): Arbitrary<unknown> {
  if (depth > DEEPEST) return fc.constant(null);
  const ways = plainSchemas(document, schema).map((plain) => {
    const within = (inner: Schema) => valuesOf(document, inner, ids, depth + 1);
    return valuesOfPlain(plain, within, ids);
  });
  return ways.length > 0 ? fc.oneof(...ways) : ANYTHING;
}

function valuesOfPlain(
  plain: PlainSchema,
  within: (schema: Schema) => Arbitrary<unknown>,
  ids: readonly string[],
): Arbitrary<unknown> {
  const { values, properties, required, items, types } = plain;
  if (values) return fc.constantFrom(...values);
  if (types === undefined && properties.size === 0) return ANYTHING;
  const kinds: Arbitrary<unknown>[] = [];
  if (properties.size > 0 || (types && allows(plain, "object"))) {
    const all = Object.fromEntries([...properties].map(([name, inner]) => [name, within(inner)]));
    kinds.push(fc.record(all, { requiredKeys: [...required].filter((name) => name in all) }));
  } else if (allows(plain, "array")) kinds.push(fc.array(within(items ?? {}), { maxLength: 3 }));
  else if (allows(plain, "string")) {
    kinds.push(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ids) }, TEXTS, NUMBERS.map(String)));
  } else if (allows(plain, "integer")) kinds.push(NUMBERS.filter(Number.isInteger));
  else if (allows(plain, "number")) kinds.push(NUMBERS);
  else if (allows(plain, "boolean")) kinds.push(fc.boolean());
  if (types?.has("null")) kinds.push(fc.constant(null));
  return kinds.length > 0 ? fc.oneof(...kinds) : ANYTHING;
}

/** The same values with one thing in them that is something else. */
function broken(values: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc.tuple(values, fc.nat(), fc.oneof(ANYTHING, TEXTS)).map(([value, seed, other]) => {
    return replaced(value, seed, other);
  });
}

function replaced(value: unknown, seed: number, other: unknown): unknown {
  if (typeof value !== "object" || value === null) return other;
  const keys = Object.keys(value);
  const key = keys[seed % (keys.length + 1)];
  if (key === undefined) return other;
  const inner = (value as Record<string, unknown>)[key];
  const changed = replaced(inner, Math.floor(seed / (keys.length + 1)), other);
  if (Array.isArray(value)) return value.with(Number(key), changed);
  return { ...value, [key]: changed };
}
