import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import type { MediaType, OpenApiDocument, Operation } from "../openapi.ts";
import { answersOf, isSuccess } from "../operations.ts";

/** Every operation shows its request, each success and one refusal. */
export const exemplified: Oas3Rule = () => {
  let document: OpenApiDocument;
  return {
    Root(root: object) {
      document = root as OpenApiDocument;
    },
    Operation(node: object, { report, location }: UserContext) {
      if (location.pointer.startsWith("#/webhooks/")) return;
      const operation = node as Operation;
      const { requestBody } = operation;
      if (requestBody && !shown(requestBody.content)) {
        report({
          message: "The request body has no example.",
          location: location.child(["requestBody"]).key(),
        });
      }
      const answers = answersOf(document, operation);
      for (const [status, { content }] of answers) {
        if (!isSuccess(status) || shown(content)) continue;
        report({
          message: `The response ${status} has no example.`,
          location: location.child(["responses", status]).key(),
        });
      }
      if (!answers.some(([status, { content }]) => status.startsWith("4") && shown(content))) {
        report({ message: "No 4xx response has an example.", location: location.child(["responses"]).key() });
      }
    },
  };
};

/** A file has no example worth showing. */
function shown(content: Record<string, MediaType> | undefined): boolean {
  return Object.entries(content ?? {}).every(
    ([type, { examples }]) => type === "application/octet-stream" || Object.keys(examples ?? {}).length > 0,
  );
}
