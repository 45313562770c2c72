import { checkExamples, formatExampleProblem } from "../check.ts";
import { checkEvidence, readEvidence } from "../evidence.ts";
import { examplesOf } from "../examples.ts";
import { onSound } from "../on-sound.ts";
import { formatProblem } from "../problem.ts";
import { requiredShare } from "../required-share.ts";
import { readAllDescriptions, type Description } from "../read.ts";
import type { Options } from "./options.ts";

export async function run(_operands: string[], { specs }: Options): Promise<number> {
  const descriptions = readAllDescriptions(specs);
  return onSound(descriptions, () => check(descriptions, specs));
}

function check(descriptions: Description[], specs: string): number {
  const evidence = checkEvidence(descriptions, readEvidence(specs));
  let count = evidence.problems.length;
  for (const problem of evidence.problems) console.error(formatProblem(problem));
  for (const { version, corrected } of descriptions) {
    const examples = examplesOf(corrected);
    const problems = checkExamples(corrected, examples);
    count += problems.length;
    for (const problem of problems) console.error(formatExampleProblem(version, problem));
    console.log(`${version}: ${examples.length - problems.length} of ${examples.length} examples fit`);
    const { held, fit } = evidence.tally[version]!;
    console.log(`${version}: ${fit} of ${held} pieces of evidence fit`);
    const { required, declared } = requiredShare(corrected);
    const percent = ((100 * required) / declared).toFixed(1);
    console.log(`${version}: ${required} of ${declared} properties of answers are required (${percent} %)`);
  }
  return count > 0 ? 1 : 0;
}
