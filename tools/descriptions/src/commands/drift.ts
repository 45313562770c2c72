import { differencesOf, formatDifference } from "../differences.ts";
import { exampleDriftOf } from "../drift.ts";
import { readPublished } from "../read.ts";
import { formatExampleProblem } from "./check.ts";
import { knownVersion, readOfficial, readOne, type Options } from "./options.ts";

export async function driftCommand([operand]: string[], options: Options): Promise<number> {
  const version = knownVersion(operand, options);
  const { document } = await readOfficial(options);
  // the facts can be compared while the overlay does not fit; the examples cannot
  const differences = differencesOf(document, readPublished(version, options.specs));
  for (const difference of differences) console.log(formatDifference(difference));
  console.log(`${version}: ${differences.length} differences`);

  const { corrected } = await readOne(version, options);
  const { examples, tally } = exampleDriftOf(corrected, document);
  for (const problem of examples) console.log(formatExampleProblem(version, problem));
  for (const [of, { fit, checked }] of Object.entries(tally)) {
    console.log(`${version}: ${fit} of their ${checked} ${of} examples fit our corrected description`);
  }
  return differences.length > 0 ? 1 : 0;
}
