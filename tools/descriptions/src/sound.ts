import { branchesOf } from "./schemas.ts";
import { METHODS, type OpenApiDocument, type Schema } from "./openapi.ts";
import { dereference, nodeAt, pointerKey, refKeys } from "./ref.ts";
import { list, map, object, only, shape, TEXT, told, type Misfit } from "./shape.ts";

const SCHEMA = { $ref: "#/$defs/schema" };
const TYPE_NAME = told("$ is no name of a type", { type: "string", pattern: "^[A-Z]\\w*$" });
const COUNT = { type: "integer" };
const MARK = told("It is `true` or not there", { const: true });

const unlessRef = (...required: string[]) => ({ if: { required: ["$ref"] }, else: { required } });

const content = map(object({}, { schema: SCHEMA, examples: map({}) }));
const parameter = {
  ...object({}, { name: TEXT, in: TEXT, schema: SCHEMA, $ref: TEXT }),
  ...unlessRef("name", "in", "schema"),
};
const headers = map(object({}, { schema: SCHEMA, $ref: TEXT }));
const response = object({}, { content, headers, $ref: TEXT });
const field = only(
  { kind: {} },
  { operators: list(TEXT), values: list(TEXT), by: { const: "id" }, sorts: MARK },
);
const operation = object(
  { responses: map(response) },
  {
    operationId: TEXT,
    tags: list(TEXT),
    parameters: list(parameter),
    requestBody: object({}, { content, $ref: TEXT }),
    "x-pagination": only(
      { style: TEXT, items: TEXT },
      { cursor: TEXT, defaultPerPage: COUNT, maxPerPage: COUNT },
    ),
    "x-search-fields": only({ operators: map(list(TEXT)), fields: map(field) }),
    "x-reads": MARK,
    "x-one-at-a-time": MARK,
  },
);
const methods = Object.fromEntries(METHODS.map((method) => [method, operation]));

/** As much of OpenAPI as the tools take for granted: a list is a list, a schema a map. Redocly checks the rest. */
const DESCRIPTION = {
  ...object(
    {
      openapi: { ...TEXT, pattern: "^3\\.[01]\\." },
      info: object({}, { title: TEXT }),
      paths: map(object({}, { ...methods, parameters: list(parameter) })),
      components: object({ schemas: map(SCHEMA) }, { parameters: map(parameter), responses: map(response) }),
    },
    { servers: list(object({ url: TEXT })), tags: list(object({ name: TEXT })) },
  ),
  $defs: {
    schema: object(
      {},
      {
        $ref: TEXT,
        type: { type: ["string", "array"] },
        properties: map(SCHEMA),
        items: SCHEMA,
        additionalProperties: { if: { type: "boolean" }, else: SCHEMA },
        allOf: list(SCHEMA),
        anyOf: list(SCHEMA),
        oneOf: list(SCHEMA),
        required: list(TEXT),
        enum: list({}),
        "x-type-name": TYPE_NAME,
        "x-type-aliases": list(TYPE_NAME),
        "x-extensible-enum": list({}),
      },
    ),
  },
};

/** Where a document is not built as a description is. */
export const misshapen = shape(DESCRIPTION);

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
