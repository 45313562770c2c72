import { branchesOf } from "./branches.ts";
import type { Operation, Reference, Response, Schema } from "./openapi.ts";
import type { OperationEntry } from "./operations.ts";

/** What an operation is called wherever a person reads or a table is keyed: `GET /contacts/{contact_id}`. */
export function operationName({ method, path }: Pick<OperationEntry, "method" | "path">): string {
  return `${method.toUpperCase()} ${path}`;
}

/** Whether a status of a description (`200`, `2XX`, `default`) says that the request was carried out. */
export function isSuccess(status: string): boolean {
  return status.startsWith("2");
}

/** The 2xx answers of an operation by status, in the description's order, references not resolved. */
export function successAnswers({
  responses,
}: Pick<Operation, "responses">): [status: string, answer: Response | Reference][] {
  return Object.entries(responses).filter(([status]) => isSuccess(status));
}

/**
 * The schemas right inside a schema: properties, items, the values of a map, and what it is composed of. A reference
 * has none: whoever goes on through it decides where to stop.
 */
export function childSchemas(schema: Schema): Schema[] {
  const { properties = {}, items, additionalProperties: values } = schema;
  return [
    ...Object.values(properties),
    ...(items ? [items] : []),
    ...(typeof values === "object" ? [values] : []),
    ...branchesOf(schema),
  ];
}
