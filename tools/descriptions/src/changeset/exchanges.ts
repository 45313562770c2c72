import { operationPairs } from "../diff.ts";
import type { OpenApiDocument, Schema } from "../openapi.ts";
import { answersOf, type OperationEntry } from "../operations.ts";
import { compareSchemas, type SchemaChange, type ShapeChange } from "../schema-diff.ts";
import type { Direction } from "./bump.ts";

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
  return compareSchemas(before, after, [...operations, ...schemas]).changes.map(exchangeChange);
}

function exchangeChange({ schema, property, change, in: places }: SchemaChange): ExchangeChange {
  const directions = (["request", "response"] as const).filter((direction) =>
    places.some((place) => place.endsWith(` ${direction}`)),
  );
  // a schema that no operation uses is exported all the same, for whatever its importer does with it
  return {
    at: `${schema.replace(/^schema /, "")} · ${property}`,
    change,
    directions: directions.length > 0 ? directions : ["request", "response"],
  };
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
