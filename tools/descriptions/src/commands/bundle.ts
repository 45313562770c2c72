import { join } from "node:path";
import { writeBundles } from "../bundle.ts";
import { specsDirectory } from "../read.ts";
import { readAll, type Options } from "./options.ts";

export async function bundleCommand(_operands: string[], options: Options): Promise<number> {
  const files = writeBundles(await readAll(options), join(options.specs ?? specsDirectory, "dist"));
  console.log(`${files.length} descriptions written`);
  return 0;
}
