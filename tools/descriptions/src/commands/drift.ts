import { formatExampleProblem } from "../check.ts";
import { adopt } from "../adopt/adopt.ts";
import { readPlaceholderNames } from "../adopt/placeholders.ts";
import { differencesOf, formatDifference } from "../document-diff.ts";
import { exampleDriftOf } from "../drift.ts";
import { readDescription } from "../read.ts";
import { knownVersion, readOfficial, type Options } from "./options.ts";

export async function run([operand]: string[], options: Options): Promise<number> {
  const { specs } = options;
  const version = knownVersion(operand, options);
  const official = await readOfficial(options);
  const { published, corrected } = readDescription(version, specs);
  const source = published.info["x-source"];
  const { facts, document } = adopt(official, version, source, readPlaceholderNames(specs));
  const differences = differencesOf(published, { ...facts, info: { ...facts.info, "x-source": source } });
  for (const difference of differences) console.log(formatDifference(difference));
  console.log(`${version}: ${differences.length} differences`);

  const { examples, tally } = exampleDriftOf(corrected, document);
  for (const problem of examples) console.log(formatExampleProblem(version, problem));
  for (const [of, { fit, checked }] of Object.entries(tally)) {
    console.log(`${version}: ${fit} of their ${checked} ${of} examples fit our corrected description`);
  }
  return differences.length > 0 ? 1 : 0;
}
