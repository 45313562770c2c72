import type { MediaType, OpenApiDocument } from "./openapi.ts";
import { bodyKeys, operationsOf } from "./operations.ts";
import { nodeAt } from "./ref.ts";

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
  return operationsOf(document).flatMap((entry) => {
    const { operationId, requestBody, responses } = entry.operation;
    return [...(requestBody ? ["request"] : []), ...Object.keys(responses)].flatMap((of) => {
      const keys = bodyKeys(entry, of);
      const { content = {} } = nodeAt(document, keys) as { content?: Record<string, MediaType> };
      return Object.entries(content).flatMap(([type, { examples = {} }]) =>
        Object.entries(examples).map(([name, { value }]) => ({
          operationId,
          of,
          name,
          value,
          media: [...keys, "content", type],
        })),
      );
    });
  });
}
