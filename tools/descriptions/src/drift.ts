import { checkExamples, type ExampleProblem } from "./check.ts";
import { examplesOf, type Example } from "./examples.ts";
import type { OpenApiDocument } from "./openapi.ts";
import { bodyKeys, operationsOf } from "./operations.ts";

export interface ExampleDrift {
  /** Their examples that our corrected description does not accept. */
  examples: ExampleProblem[];
  /** How many of their examples were held against ours, and how many fit: of requests, 2xx and 4xx answers. */
  tally: Record<string, { fit: number; checked: number }>;
}

/** Their examples, beside our description of the same version. */
export function exampleDriftOf(corrected: OpenApiDocument, official: OpenApiDocument): ExampleDrift {
  const examples = theirExamples(corrected, official);
  const problems = checkExamples(corrected, examples);
  return { examples: problems, tally: tallyOf(examples, problems) };
}

function tallyOf(examples: Example[], problems: ExampleProblem[]): ExampleDrift["tally"] {
  const tally: ExampleDrift["tally"] = {};
  for (const { of } of examples) {
    const count = (tally[kind(of)] ??= { fit: 0, checked: 0 });
    count.checked += 1;
    count.fit += 1;
  }
  for (const { of } of problems) tally[kind(of)]!.fit -= 1;
  return tally;
}

function kind(of: string): string {
  return /^\d/.test(of) ? `${of[0]}xx` : of;
}

/** Their examples, each at the place of the same operation in ours. */
function theirExamples(corrected: OpenApiDocument, official: OpenApiDocument): Example[] {
  const ours = new Map(operationsOf(corrected).map((entry) => [entry.operation.operationId, entry]));
  return examplesOf(official).flatMap((example) => {
    const entry = ours.get(example.operationId);
    return entry ? [{ ...example, media: [...bodyKeys(entry, example.of), ...example.media.slice(-2)] }] : [];
  });
}
