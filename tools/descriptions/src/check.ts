import { closed } from "./closed.ts";
import type { Example } from "./examples.ts";
import type { OpenApiDocument } from "./openapi.ts";
import { Validator } from "./validator.ts";

/** An example that does not fit, and why. */
export interface MisfitExample extends Example {
  problems: string[];
}

/** The examples that do not fit: invalid, or, in a response, with a property that nothing declares. */
export function misfits(document: OpenApiDocument, examples: Example[]): MisfitExample[] {
  const open = new Validator(document);
  const shut = new Validator(closed(document));
  return examples
    .map((example) => ({
      ...example,
      problems: (example.of === "request" ? open : shut).problems(
        [...example.media, "schema"],
        example.value,
      ),
    }))
    .filter(({ problems }) => problems.length > 0);
}

export function formatMisfit(version: string, { operationId, of, name, problems }: MisfitExample): string {
  return [`${version} ${operationId} ${of} "${name}"`, ...problems].join("\n  ");
}
