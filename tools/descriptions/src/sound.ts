import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { branchesOf } from "./schemas.ts";
import { METHODS, type OpenApiDocument, type Schema } from "./openapi.ts";
import { dereference, nodeAt, pointerKey, refKeys } from "./ref.ts";

/** What is wrong with a document, and where. */
export interface Misfit {
  pointer: string;
  reason: string;
}

const TEXT = { type: "string" };
const SCHEMA = { $ref: "#/$defs/schema" };
const list = (items: object) => ({ type: "array", items });
const map = (additionalProperties: object) => ({ type: "object", additionalProperties });
const object = (properties: object, ...required: string[]) => ({ type: "object", properties, required });

const content = map(object({ schema: SCHEMA, examples: map({}) }));
const parameter = {
  ...object({ name: TEXT, in: TEXT, schema: SCHEMA, $ref: TEXT }),
  ...unlessRef("name", "in", "schema"),
};
const response = object({ content, headers: map(object({ schema: SCHEMA, $ref: TEXT })), $ref: TEXT });
const operation = object(
  {
    operationId: TEXT,
    tags: list(TEXT),
    parameters: list(parameter),
    requestBody: object({ content, $ref: TEXT }),
    responses: map(response),
    "x-pagination": object({ style: TEXT, items: TEXT }, "style", "items"),
    "x-search-fields": object(
      {
        operators: map(list(TEXT)),
        fields: map(object({ operators: list(TEXT), values: list(TEXT) }, "kind")),
      },
      "operators",
      "fields",
    ),
  },
  "responses",
);
const methods = Object.fromEntries(METHODS.map((method) => [method, operation]));

/** As much of OpenAPI as the tools take for granted: a list is a list, a schema a map. Redocly checks the rest. */
const DESCRIPTION = {
  ...object(
    {
      openapi: { ...TEXT, pattern: "^3\\.[01]\\." },
      info: object({ title: TEXT }),
      servers: list(object({ url: TEXT }, "url")),
      tags: list(object({ name: TEXT }, "name")),
      paths: map(object({ ...methods, parameters: list(parameter) })),
      components: object(
        { schemas: map(SCHEMA), parameters: map(parameter), responses: map(response) },
        "schemas",
      ),
    },
    "openapi",
    "info",
    "paths",
    "components",
  ),
  $defs: {
    schema: object({
      $ref: TEXT,
      type: { type: ["string", "array"] },
      properties: map(SCHEMA),
      items: SCHEMA,
      additionalProperties: { if: { type: "boolean" }, else: SCHEMA },
      ...Object.fromEntries(["allOf", "anyOf", "oneOf"].map((keyword) => [keyword, list(SCHEMA)])),
      required: list(TEXT),
      enum: list({}),
      "x-type-name": TEXT,
      "x-type-aliases": list(TEXT),
    }),
  },
};

function unlessRef(...required: string[]): object {
  return { if: { required: ["$ref"] }, else: { required } };
}

const validate = new Ajv2020({ strict: false, allErrors: true, logger: false }).compile(DESCRIPTION);

/** Where a document is not built as a description is. */
export function misshapen(document: unknown): Misfit[] {
  return validate(document) ? [] : (validate.errors ?? []).flatMap(misfit);
}

function misfit({ keyword, instancePath, params, message }: ErrorObject): Misfit[] {
  const pointer = `#${instancePath || "/"}`;
  const { type, missingProperty } = params as { type?: string | string[]; missingProperty?: string };
  if (keyword === "if") return [];
  if (keyword === "required") return [{ pointer, reason: `\`${missingProperty}\` is missing` }];
  const expected = [type ?? []].flat().map((one) => NAMES[one]);
  return [
    { pointer, reason: expected.length > 0 ? `${expected.join(" or ")} was expected` : `it ${message}` },
  ];
}

const NAMES: Record<string, string> = { array: "a list", object: "an object", string: "a text" };

/** The references of a description that lead nowhere, in a circle or out of the file, and schemas made of themselves. */
export function brokenReferences(document: OpenApiDocument): Misfit[] {
  const broken = brokenInside(document, document, "#");
  if (broken.length > 0) return broken;
  return Object.keys(document.components.schemas)
    .filter((name) => isMadeOf(document, { $ref: `#/components/schemas/${pointerKey(name)}` }, []))
    .map((name) => ({
      pointer: `#/components/schemas/${pointerKey(name)}`,
      reason: `\`${name}\` is composed of itself`,
    }));
}

/** Whether a schema comes round to one that it is passed through, by what schemas are composed of. */
function isMadeOf(document: OpenApiDocument, schema: Schema, passed: Schema[]): boolean {
  const found = dereference<Schema>(document, schema);
  return (
    passed.includes(found) || branchesOf(found).some((one) => isMadeOf(document, one, [...passed, found]))
  );
}

function brokenInside(document: OpenApiDocument, node: object, at: string): Misfit[] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === "object" && value !== null)
      return brokenInside(document, value, `${at}/${pointerKey(key)}`);
    const leads = key !== "$ref" || typeof value !== "string" || leadsSomewhere(document, value);
    return leads ? [] : [{ pointer: at, reason: `Can't resolve $ref \`${String(value)}\`` }];
  });
}

export function leadsSomewhere(document: OpenApiDocument, ref: string, passed: string[] = []): boolean {
  if (!ref.startsWith("#/") || passed.includes(ref)) return false;
  const node = nodeAt(document, refKeys(ref));
  if (typeof node !== "object" || node === null) return false;
  const next = (node as { $ref?: unknown }).$ref;
  return typeof next !== "string" || leadsSomewhere(document, next, [...passed, ref]);
}
