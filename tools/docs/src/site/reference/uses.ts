import {
  operationName,
  operationsOf,
  successAnswers,
  type OpenApiDocument,
} from "@intercom-openapi/descriptions";

/** What refers to a schema. */
export interface Uses {
  /** Operations, as `GET /contacts`, that send it or answer with it. */
  operations: string[];
  /** Schemas that hold it. */
  schemas: string[];
}

/** The uses of every schema. That of an error answer is left out: it would be every operation. */
export function usesOf(document: OpenApiDocument): Map<string, Uses> {
  const { schemas } = document.components;
  const uses = new Map<string, Uses>(
    Object.keys(schemas).map((name) => [name, { operations: [], schemas: [] }]),
  );
  for (const entry of operationsOf(document)) {
    const successes = successAnswers(document, entry.operation).map(([, { content }]) => content);
    for (const name of schemasIn([entry.operation.requestBody?.content, successes])) {
      uses.get(name)?.operations.push(operationName(entry));
    }
  }
  for (const [holder, schema] of Object.entries(schemas)) {
    for (const name of schemasIn(schema)) if (name !== holder) uses.get(name)?.schemas.push(holder);
  }
  return uses;
}

/** The names of the schemas that a node refers to itself. */
function schemasIn(node: unknown): Set<string> {
  if (typeof node !== "object" || node === null) return new Set();
  return new Set(
    Object.entries(node).flatMap(([key, child]: [string, unknown]) => {
      if (key === "examples") return [];
      const [, name] = key === "$ref" ? (/^#\/components\/schemas\/(.+)$/.exec(String(child)) ?? []) : [];
      return name === undefined ? [...schemasIn(child)] : [name];
    }),
  );
}
