import { formatMisfit, misfits } from "../check.ts";
import { checkEvidence, readEvidence } from "../evidence.ts";
import { examplesOf } from "../examples.ts";
import { onSound } from "../on-sound.ts";
import { formatProblem } from "../problem.ts";
import { readAllDescriptions, type Description } from "../read.ts";
import { requiredShare } from "../required-share.ts";
import type { Options } from "./options.ts";

export async function run(_operands: string[], { specs }: Options): Promise<number> {
  const descriptions = readAllDescriptions(specs);
  return onSound(descriptions, () => check(descriptions, specs));
}

function check(descriptions: Description[], specs: string): number {
  const { problems, tally } = checkEvidence(descriptions, readEvidence(specs));
  const found = problems.map(formatProblem);
  for (const { version, corrected } of descriptions) {
    const examples = examplesOf(corrected);
    const others = misfits(corrected, examples);
    found.push(...others.map((other) => formatMisfit(version, other)));
    const { held, fit } = tally[version]!;
    console.log(`${version}: ${examples.length - others.length} of ${examples.length} examples fit`);
    console.log(`${version}: ${fit} of ${held} pieces of evidence fit`);
    const { required, declared } = requiredShare(corrected);
    const percent = ((100 * required) / declared).toFixed(1);
    console.log(`${version}: ${required} of ${declared} properties of answers are required (${percent} %)`);
  }
  for (const problem of found) console.error(problem);
  return found.length > 0 ? 1 : 0;
}
