import { lint } from "../lint.ts";
import { formatProblem } from "../problem.ts";
import { readAll, type Options } from "./options.ts";

export async function lintCommand(_operands: string[], options: Options): Promise<number> {
  let count = 0;
  for (const description of await readAll(options)) {
    const problems = await lint(description);
    count += problems.length;
    for (const problem of problems) console.error(formatProblem(problem));
    console.log(`${description.version}: ${problems.length} problems`);
  }
  return count > 0 ? 1 : 0;
}
