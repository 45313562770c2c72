import {
  METHODS,
  type Method,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type Response,
  type Schema,
} from "./openapi.ts";
import { dereference, refKeys } from "./ref.ts";

export interface OperationEntry {
  method: Method;
  path: string;
  operation: Operation;
  /** Those of the path item and of the operation itself, references resolved. */
  parameters: Parameter[];
}

/** Every operation of a description, in its order. */
export function operationsOf(document: OpenApiDocument): OperationEntry[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      if (!operation) return [];
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
      return [{ method, path, operation, parameters: parameters.map((p) => dereference(document, p)) }];
    }),
  );
}

/** What an operation is called wherever a person reads or a table is keyed: `GET /contacts/{contact_id}`. */
export function operationName({ method, path }: Pick<OperationEntry, "method" | "path">): string {
  return `${method.toUpperCase()} ${path}`;
}

/** The answers of an operation by status, in the description's order, references resolved. */
export function answersOf(
  document: OpenApiDocument,
  { responses }: Pick<Operation, "responses">,
): [status: string, answer: Response][] {
  return Object.entries(responses).map(([status, answer]) => [status, dereference(document, answer)]);
}

/** Those that say that the request was carried out. */
export function successAnswers(
  document: OpenApiDocument,
  operation: Pick<Operation, "responses">,
): [status: string, answer: Response][] {
  return answersOf(document, operation).filter(([status]) => isSuccess(status));
}

export function successSchemas(document: OpenApiDocument, operation: Operation): Schema[] {
  return successAnswers(document, operation)
    .flatMap(([, { content = {} }]) => Object.values(content))
    .flatMap(({ schema }) => (schema ? [schema] : []));
}

/** The keys from a description's root to an operation's `request`, or to the answer of a status, maybe a shared one. */
export function bodyKeys(
  { method, path, operation }: Omit<OperationEntry, "parameters">,
  of: string,
): string[] {
  const at = ["paths", path, method];
  if (of === "request") return [...at, "requestBody"];
  const answer = operation.responses[of];
  return answer && "$ref" in answer ? refKeys(answer.$ref) : [...at, "responses", of];
}

/** Whether a status of a description (`200`, `2XX`, `default`) is a success. */
export function isSuccess(status: string): boolean {
  return status.startsWith("2");
}
