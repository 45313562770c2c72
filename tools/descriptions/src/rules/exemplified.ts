import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import type { MediaType, OpenApiDocument, Operation } from "../openapi.ts";
import { answersOf, isSuccess } from "../operations.ts";
import { tell } from "./tell.ts";

/** Every operation shows its request, each success and one refusal. */
export const exemplified: Oas3Rule = () => {
  let document: OpenApiDocument;
  return {
    Root(root: object) {
      document = root as OpenApiDocument;
    },
    Operation(node: object, context: UserContext) {
      if (context.location.pointer.startsWith("#/webhooks/")) return;
      const operation = node as Operation;
      const { requestBody } = operation;
      if (requestBody && !shown(requestBody.content))
        tell(context, "The request body has no example.", "requestBody");
      const answers = answersOf(document, operation);
      for (const [status, { content }] of answers) {
        if (isSuccess(status) && !shown(content))
          tell(context, `The response ${status} has no example.`, "responses", status);
      }
      if (!answers.some(([status, { content }]) => status.startsWith("4") && shown(content)))
        tell(context, "No 4xx response has an example.", "responses");
    },
  };
};

/** A file has no example worth showing. */
function shown(content: Record<string, MediaType> | undefined): boolean {
  return Object.entries(content ?? {}).every(
    ([type, { examples }]) => type === "application/octet-stream" || Object.keys(examples ?? {}).length > 0,
  );
}
