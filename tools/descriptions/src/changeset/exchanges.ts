import { operationPairs } from "../diff.ts";
import type { OpenApiDocument, Schema } from "../openapi.ts";
import { answersOf, operationsOf, type OperationEntry } from "../operations.ts";
import { dereference, refKeys } from "../ref.ts";
import { compareSchemas, type SchemaChange, type ShapeChange } from "../schema-diff.ts";
import { childSchemas } from "../schemas.ts";
import type { Direction } from "./bump.ts";

const DIRECTIONS = ["request", "response"] as const;

/** A change, and who is concerned by it. */
export interface ExchangeChange {
  /** The schema and the property, or the operation and what of it. */
  at: string;
  change: ShapeChange;
  directions: Direction[];
}

/**
 * What changed in what the operations of both descriptions send and answer, and in the schemas that none of them uses.
 *
 * An operation's request is compared as one object of its parameters and its body, and its answers as one object of
 * the statuses, so that a parameter or a status is added, removed and required just as a property is.
 */
export function exchangeChanges(before: OpenApiDocument, after: OpenApiDocument): ExchangeChange[] {
  const operations = operationPairs(before, after).flatMap(({ name, before: old, after: now }) => [
    { at: `${name} request`, before: requestOf(old), after: requestOf(now) },
    { at: `${name} response`, before: responseOf(before, old), after: responseOf(after, now) },
  ]);
  const schemas = Object.keys(before.components.schemas)
    .filter((name) => name in after.components.schemas)
    .map((name) => ({ at: `schema ${name}`, before: reference(name), after: reference(name) }));
  const uses = usesOf(after);
  return compareSchemas(before, after, [...operations, ...schemas]).changes.map((change) =>
    exchangeChange(change, uses),
  );
}

function exchangeChange(
  { schema, property, change, in: places }: SchemaChange,
  uses: Map<string, Set<Direction>>,
): ExchangeChange {
  const name = schema.replace(/^schema /, "");
  const told = DIRECTIONS.filter((direction) => places.some((place) => place.endsWith(` ${direction}`)));
  // where it is one of several branches, no place of it is told
  const directions = told.length > 0 ? told : [...(uses.get(name) ?? [])];
  return {
    at: `${name} · ${property}`,
    change,
    // a schema that no operation uses is exported all the same, for whatever its importer does with it
    directions: directions.length > 0 ? directions : [...DIRECTIONS],
  };
}

/** Whether the components are sent, read or both, however deep inside of what is sent and read. */
function usesOf(document: OpenApiDocument): Map<string, Set<Direction>> {
  const uses = new Map<string, Set<Direction>>();
  const visit = (schema: Schema, direction: Direction): void => {
    if (schema.$ref) {
      const name = refKeys(schema.$ref).at(-1)!;
      const known = uses.get(name) ?? new Set();
      if (known.has(direction)) return;
      uses.set(name, known.add(direction));
    }
    for (const child of childSchemas(dereference(document, schema))) visit(child, direction);
  };
  for (const entry of operationsOf(document)) {
    visit(requestOf(entry), "request");
    visit(responseOf(document, entry), "response");
  }
  return uses;
}

function requestOf({ operation, parameters }: OperationEntry): Schema {
  const body = operation.requestBody;
  const given = parameters.map((p) => ({
    name: `${p.in} ${p.name}`,
    required: p.required,
    schema: p.schema,
  }));
  if (body)
    given.push({ name: "body", required: body.required, schema: either(Object.values(body.content)) });
  return {
    type: "object",
    properties: Object.fromEntries(given.map(({ name, schema }) => [name, schema])),
    required: given.filter(({ required }) => required).map(({ name }) => name),
  };
}

function responseOf(document: OpenApiDocument, { operation }: OperationEntry): Schema {
  const answers = answersOf(document, operation).map(
    ([status, { content = {} }]) => [status, either(Object.values(content))] as const,
  );
  return { type: "object", properties: Object.fromEntries(answers) };
}

function either(media: { schema?: Schema }[]): Schema {
  const schemas = media.flatMap(({ schema }) => (schema ? [schema] : []));
  const [only, ...others] = schemas;
  return only && others.length === 0 ? only : { anyOf: schemas };
}

function reference(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}
