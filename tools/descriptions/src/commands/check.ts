import { checkEvidence, readEvidence } from "../evidence.ts";
import { onSound } from "../on-sound.ts";
import { formatProblem } from "../problem.ts";
import { readAllDescriptions } from "../read.ts";
import type { Options } from "./options.ts";

export async function run(_operands: string[], { specs }: Options): Promise<number> {
  const descriptions = readAllDescriptions(specs);
  const { problems, tally } = await onSound(descriptions, () =>
    checkEvidence(descriptions, readEvidence(specs)),
  );
  for (const problem of problems) console.error(formatProblem(problem));
  for (const [version, { held, fit }] of Object.entries(tally))
    console.log(`${version}: ${fit} of ${held} pieces of evidence fit`);
  return problems.length > 0 ? 1 : 0;
}
