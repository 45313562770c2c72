import { checkExamples, type ExampleProblem } from "../check.ts";
import { examplesOf } from "../examples.ts";
import { requiredShare } from "../required-share.ts";
import { readAllDescriptions } from "../read.ts";
import type { Options } from "./options.ts";

export async function checkCommand(_operands: string[], options: Options): Promise<number> {
  let count = 0;
  for (const { version, corrected } of readAllDescriptions(options.specs)) {
    const examples = examplesOf(corrected);
    const problems = checkExamples(corrected, examples);
    count += problems.length;
    for (const problem of problems) console.error(formatExampleProblem(version, problem));
    console.log(`${version}: ${examples.length - problems.length} of ${examples.length} examples fit`);
    const { required, declared } = requiredShare(corrected);
    const percent = ((100 * required) / declared).toFixed(1);
    console.log(`${version}: ${required} of ${declared} properties of answers are required (${percent} %)`);
  }
  return count > 0 ? 1 : 0;
}

export function formatExampleProblem(
  version: string,
  { operationId, of, name, problems }: ExampleProblem,
): string {
  return `${version} ${operationId} ${of} "${name}"\n${problems.map((problem) => `  ${problem}`).join("\n")}`;
}
