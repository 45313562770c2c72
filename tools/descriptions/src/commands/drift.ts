import { formatMisfit, misfits } from "../check.ts";
import { adopt } from "../adopt/adopt.ts";
import { readPlaceholderNames } from "../adopt/placeholders.ts";
import { differencesOf, formatDifference } from "../document-diff.ts";
import { examplesOf, type Example } from "../examples.ts";
import type { OpenApiDocument } from "../openapi.ts";
import { bodyKeys, operationsOf } from "../operations.ts";
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

  const examples = theirExamples(corrected, document);
  const others = misfits(corrected, examples);
  for (const other of others) console.log(formatMisfit(version, other));
  for (const kind of new Set(examples.map(kindOf))) {
    const checked = countOf(examples, kind);
    const fit = checked - countOf(others, kind);
    console.log(`${version}: ${fit} of their ${checked} ${kind} examples fit our corrected description`);
  }
  return differences.length > 0 ? 1 : 0;
}

/** Their examples, each at the place of the same operation in ours. */
function theirExamples(corrected: OpenApiDocument, official: OpenApiDocument): Example[] {
  const ours = new Map(operationsOf(corrected).map((entry) => [entry.operation.operationId, entry]));
  return examplesOf(official).flatMap((example) => {
    const entry = ours.get(example.operationId);
    return entry ? [{ ...example, media: [...bodyKeys(entry, example.of), ...example.media.slice(-2)] }] : [];
  });
}

function countOf(examples: Example[], kind: string): number {
  return examples.filter((example) => kindOf(example) === kind).length;
}

/** Of requests, or of the answers 2xx, 4xx and so on. */
function kindOf({ of }: Example): string {
  return /^\d/.test(of) ? `${of[0]}xx` : of;
}
