import { checkExamples, type ExampleProblem } from "./check.ts";
import { examplesOf } from "./examples.ts";
import { factsOf } from "./facts.ts";
import type { OpenApiDocument } from "./openapi.ts";
import { operationsOf } from "./operations.ts";
import type { Description } from "./read.ts";

export interface Difference {
  pointer: string;
  theirs: string | undefined;
  ours: string | undefined;
}

export interface Drift {
  /** Facts that the two do not share. */
  differences: Difference[];
  /** Their examples that our corrected description does not accept. */
  examples: ExampleProblem[];
  /** How many of their examples were held against ours. */
  examplesChecked: number;
}

/** Our description of a version beside an official one. */
export function driftOf({ published, corrected }: Description, official: OpenApiDocument): Drift {
  const theirs = factsOf(official);
  const ours = factsOf(published);
  const pointers = [...new Set([...theirs.keys(), ...ours.keys()])];
  const differences = pointers
    .map((pointer) => ({ pointer, theirs: theirs.get(pointer), ours: ours.get(pointer) }))
    .filter((difference) => difference.theirs !== difference.ours);
  const examples = theirExamples(corrected, official);
  return { differences, examples: checkExamples(corrected, examples), examplesChecked: examples.length };
}

/** Their examples, each at the place of the same operation in ours. */
function theirExamples(corrected: OpenApiDocument, official: OpenApiDocument) {
  const ours = new Map(operationsOf(corrected).map((entry) => [entry.operation.operationId, entry]));
  return examplesOf(official).flatMap((example) => {
    const entry = ours.get(example.operationId);
    const response = entry?.operation.responses[example.of];
    const shared =
      response && "$ref" in response
        ? ["components", "responses", response.$ref.split("/").pop() ?? ""]
        : undefined;
    const [, , , ...rest] = example.media;
    if (!entry) return [];
    const media = shared ? [...shared, ...rest.slice(2)] : ["paths", entry.path, entry.method, ...rest];
    return [{ ...example, media }];
  });
}
