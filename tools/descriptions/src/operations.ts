import { METHODS, type Method, type OpenApiDocument, type Operation, type Parameter } from "./openapi.ts";
import { dereference } from "./ref.ts";

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
