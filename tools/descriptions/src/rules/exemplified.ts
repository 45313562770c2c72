import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import type { MediaType, OpenApiDocument, Operation } from "../openapi.ts";
import { dereference } from "../ref.ts";

/** Every operation shows its request, each success and one refusal. */
export const exemplified: Oas3Rule = () => {
  let document: OpenApiDocument;
  return {
    Root(root: object) {
      document = root as OpenApiDocument;
    },
    Operation(node: object, { report, location }: UserContext) {
      if (location.pointer.startsWith("#/webhooks/")) return;
      const { requestBody, responses } = node as Operation;
      if (requestBody && !shown(requestBody.content)) {
        report({
          message: "The request body has no example.",
          location: location.child(["requestBody"]).key(),
        });
      }
      const answers = Object.entries(responses).map(([status, response]) => {
        const { content } = dereference(document, response);
        return { status, described: content !== undefined, shown: shown(content) };
      });
      for (const answer of answers) {
        if (!answer.status.startsWith("2") || !answer.described || answer.shown) continue;
        report({
          message: `The response ${answer.status} has no example.`,
          location: location.child(["responses", answer.status]).key(),
        });
      }
      if (!answers.some((answer) => answer.status.startsWith("4") && answer.shown)) {
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
