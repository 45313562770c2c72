import { join } from "node:path";
import { writeBundles } from "../bundle.ts";
import { readAllDescriptions, specsDirectory } from "../read.ts";
import type { Options } from "./options.ts";

export async function bundleCommand(_operands: string[], options: Options): Promise<number> {
  const files = writeBundles(
    readAllDescriptions(options.specs),
    join(options.specs ?? specsDirectory, "dist"),
  );
  console.log(`${files.length} descriptions written`);
  return 0;
}
