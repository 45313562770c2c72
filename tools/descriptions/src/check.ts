import { closed } from "./closed.ts";
import { examplesOf } from "./examples.ts";
import type { OpenApiDocument } from "./openapi.ts";
import { Validator } from "./validator.ts";

export interface ExampleProblem {
  operationId: string;
  of: string;
  name: string;
  problems: string[];
}

/**
 * The examples that do not fit: invalid, or, in a response, with a property that nothing declares.
 *
 * @param examples another description's, held against this one; its own by default
 */
export function checkExamples(document: OpenApiDocument, examples = examplesOf(document)): ExampleProblem[] {
  const open = new Validator(document);
  const shut = new Validator(closed(document));
  return examples.flatMap((example) => {
    const problems = (example.of === "request" ? open : shut).problems(
      [...example.media, "schema"],
      example.value,
    );
    const { operationId, of, name } = example;
    return problems.length > 0 ? [{ operationId, of, name, problems }] : [];
  });
}

export function formatExampleProblem(
  version: string,
  { operationId, of, name, problems }: ExampleProblem,
): string {
  return `${version} ${operationId} ${of} "${name}"\n${problems.map((problem) => `  ${problem}`).join("\n")}`;
}
