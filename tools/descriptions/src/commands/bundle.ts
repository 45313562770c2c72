import { join } from "node:path";
import { writeBundles } from "../bundle.ts";
import { readAllDescriptions, specsDirectory } from "../read.ts";
import type { Options } from "./options.ts";

export async function bundleCommand(_operands: string[], options: Options): Promise<number> {
  const descriptions = readAllDescriptions(options.specs);
  await writeBundles(descriptions, join(options.specs ?? specsDirectory, "dist"));
  console.log(`${descriptions.length} descriptions written`);
  return 0;
}
