import { readFileSync, writeFileSync } from "node:fs";
import { adopt, provenanceOf } from "../adopt/adopt.ts";
import { formatDifference } from "../differences.ts";
import { DescriptionError } from "../problem.ts";
import { filesOf, readDescription } from "../read.ts";
import { knownVersion, readOfficial, type Options } from "./options.ts";

/**
 * Writes the facts of an official description into ours. What is not understood leaves the files untouched; an
 * overlay that no longer fits does not, as it can only be corrected against the new facts.
 */
export async function adoptCommand([operand]: string[], options: Options): Promise<number> {
  const version = knownVersion(operand, options);
  const official = await readOfficial(options);
  const file = filesOf(version, options.specs).description;
  const before = readFileSync(file, "utf8");
  const { text, adopted, left } = adopt(before, official.document, provenanceOf(official.text, options));
  if (text !== before) writeFileSync(file, text);

  console.log(`${version}: ${adopted.length - left.length} facts adopted`);
  for (const difference of left) console.error(formatDifference(difference));
  if (left.length > 0) console.error(`${version}: these ${left.length} facts are left to you`);
  const overlay = await overlayProblems(version, options);
  if (overlay) console.error(`${overlay}\n${version}: the overlay no longer fits; correct these actions`);
  return left.length > 0 || overlay ? 1 : 0;
}

async function overlayProblems(version: string, { specs }: Options): Promise<string | undefined> {
  try {
    await readDescription(version, specs);
    return undefined;
  } catch (error) {
    if (error instanceof DescriptionError) return error.message;
    throw error;
  }
}
