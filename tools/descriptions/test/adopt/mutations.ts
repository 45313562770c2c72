import type { OpenApiDocument, Schema } from "../../src/openapi.ts";
import { operationsOf } from "../../src/operations.ts";
import { THEIR_WORDS } from "./official.ts";

/** Numbers from 0 to below a limit, the same for the same seed (mulberry32). */
export function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
}

type Roll = (limit: number) => number;

/** Changes a description at some places, as nobody would on purpose. */
export function mutate(document: OpenApiDocument, count: number, roll: Roll): void {
  for (let index = 0; index < count; index++) {
    if (roll(3) > 0) mutateSchema(document, one(schemasOf(document), roll), roll);
    else mutateOperation(document, roll);
  }
}

const SCHEMAS: ((schema: Schema, roll: Roll, names: string[]) => unknown)[] = [
  (s, roll) => (s.type = one(["string", "integer", "object", "array"], roll)),
  (s) => (s.type = ["string", "integer", "null"]),
  (s) => (s["nullable"] = true),
  (s) => delete s["nullable"],
  (s) => (s.enum = ["new_value", ...(s.enum ?? [])]),
  (s) => s.enum?.pop(),
  (s) => (s.required = Object.keys(s.properties ?? { id: 0 }).toReversed()),
  (s) => delete s.required,
  (s) => ((s.properties ??= {})["added"] = { type: "string", description: THEIR_WORDS, nullable: true }),
  (s, roll) => s.properties && delete s.properties[one(Object.keys(s.properties), roll)],
  (s) => s.properties && (s.properties = Object.fromEntries(Object.entries(s.properties).toReversed())),
  (s) => (s.items = { type: "object", properties: { title: { type: "string", title: THEIR_WORDS } } }),
  (s, roll, names) => (s.items = reference(one(names, roll))),
  (s, roll, names) => (s.oneOf = [reference(one(names, roll)), { type: "string", example: THEIR_WORDS }]),
  (s, roll, names) => (s.anyOf = [{ type: "null" }, reference(one(names, roll))]),
  (s) => (s.allOf = [{ required: ["id"] }, ...(s.allOf ?? [])]),
  (s) => (s.oneOf = s.oneOf?.toReversed() ?? []),
  (s) => delete s.oneOf,
  (s) => (s.additionalProperties = s.additionalProperties ? false : { type: "string" }),
  (s) => (s.format = "date-time"),
  (s) => (s.default = { title: "a value", description: 1 }),
  (s) => (s["not"] = { required: ["id"], description: THEIR_WORDS }),
  (s) => (s["patternProperties"] = { "^x": { type: "string", description: THEIR_WORDS } }),
  (s) => emptied(s),
  (s) => Object.assign(emptied(s), reference("no_such_schema")),
  (s, roll, names) => Object.assign(emptied(s), reference(one(names, roll)), { nullable: roll(2) > 0 }),
];

function mutateSchema(document: OpenApiDocument, schema: Schema, roll: Roll): void {
  const { schemas } = document.components;
  const name = one(Object.keys(schemas), roll);
  const kind = roll(SCHEMAS.length + 3);
  if (kind === SCHEMAS.length) schemas[`${name}_again`] = structuredClone(schemas[name]!);
  else if (kind === SCHEMAS.length + 1) delete schemas[name];
  else if (kind === SCHEMAS.length + 2) {
    schemas[`${name}_renamed`] = schemas[name]!;
    delete schemas[name];
  } else SCHEMAS[kind]!(schema, roll, Object.keys(schemas));
}

function mutateOperation(document: OpenApiDocument, roll: Roll): void {
  const entry = one(operationsOf(document), roll);
  const { method, path, operation } = entry;
  const item = document.paths[path]!;
  const changes: (() => unknown)[] = [
    () =>
      operation.parameters?.push({ name: "added", in: "query", required: true, schema: { type: "string" } }),
    () =>
      operation.parameters?.push({
        name: "filter",
        in: "query",
        content: { "text/plain": { example: THEIR_WORDS } },
      } as never),
    () => operation.parameters?.pop(),
    () => delete operation.parameters,
    () => (operation.operationId += "Again"),
    () => (operation.tags = ["Added", ...(operation.tags ?? [])]),
    () => (operation.deprecated = !operation.deprecated),
    () => (operation.security = [{ added: [] }]),
    () =>
      (operation.responses["418"] = {
        description: THEIR_WORDS,
        headers: { Added: { schema: { type: "string" } } },
      }),
    () => delete operation.responses[one(Object.keys(operation.responses), roll)],
    () =>
      (operation.requestBody = {
        content: { "text/plain": { schema: { type: "string", title: THEIR_WORDS } } },
      }),
    () => delete operation.requestBody,
    () => operation.requestBody && (operation.requestBody.required = true),
    () => delete item[method],
    () => (document.paths[`${path}/added/{id}`] = structuredClone(item)),
    () => {
      document.paths[`/moved${path}`] = item;
      delete document.paths[path];
    },
    () => (item.parameters = [{ name: "shared", in: "query", schema: { type: "integer" } }]),
    () => delete item.parameters,
  ];
  one(changes, roll)();
}

function schemasOf(document: OpenApiDocument): Schema[] {
  const found: Schema[] = [];
  const visit = (schema: Schema): void => {
    found.push(schema);
    const { properties = {}, items, allOf = [], anyOf = [], oneOf = [] } = schema;
    for (const inner of [
      ...Object.values(properties),
      ...(items ? [items] : []),
      ...allOf,
      ...anyOf,
      ...oneOf,
    ])
      visit(inner);
  };
  for (const schema of Object.values(document.components.schemas)) visit(schema);
  return found;
}

function one<T>(items: T[], roll: Roll): T {
  return items[roll(items.length)] as T;
}

function reference(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

function emptied(schema: Schema): Schema {
  for (const key of Object.keys(schema)) delete schema[key];
  return schema;
}
