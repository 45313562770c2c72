import { lint, lintLayers } from "../lint.ts";
import { formatProblem, type Problem } from "../problem.ts";
import { readAllDescriptions, readLayers } from "../read.ts";
import type { Options } from "./options.ts";

export async function run(_operands: string[], { specs }: Options): Promise<number> {
  const layers = readLayers(specs);
  const descriptions = readAllDescriptions(specs, layers);
  let count = 0;
  const tell = (of: string, problems: Problem[]) => {
    count += problems.length;
    for (const problem of problems) console.error(formatProblem(problem));
    console.log(`${of}: ${problems.length} problems`);
  };
  for (const description of descriptions) tell(description.version, await lint(description, layers));
  tell("corrections and words", lintLayers(descriptions, layers));
  return count > 0 ? 1 : 0;
}
