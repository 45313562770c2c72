import type { MediaType, OpenApiDocument, Response } from "./openapi.ts";
import { operationsOf } from "./operations.ts";
import { nodeAt, refKeys } from "./ref.ts";

/** One named example of a request or a response. */
export interface Example {
  operationId: string;
  /** `request`, or the response's status. */
  of: string;
  name: string;
  value: unknown;
  /** Keys from the root of the description to the media type that holds it. */
  media: string[];
}

/** Every example of a description. A shared response's examples appear once for each operation that refers to it. */
export function examplesOf(document: OpenApiDocument): Example[] {
  return operationsOf(document).flatMap(({ method, path, operation }) => {
    const { operationId, requestBody, responses } = operation;
    const at = ["paths", path, method];
    return [
      ...named(operationId, "request", requestBody?.content, [...at, "requestBody"]),
      ...Object.entries(responses).flatMap(([status, response]) => {
        const keys = "$ref" in response ? refKeys(response.$ref) : [...at, "responses", status];
        return named(operationId, status, (nodeAt(document, keys) as Response).content, keys);
      }),
    ];
  });
}

function named(
  operationId: string,
  of: string,
  content: Record<string, MediaType> | undefined,
  keys: string[],
): Example[] {
  return Object.entries(content ?? {}).flatMap(([type, { examples }]) =>
    Object.entries(examples ?? {}).map(([name, { value }]) => ({
      operationId,
      of,
      name,
      value,
      media: [...keys, "content", type],
    })),
  );
}
