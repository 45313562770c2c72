import { join } from "node:path";
import { json, writeWhole } from "@intercom-openapi/support";
import { withCodeSamples } from "../code-samples.ts";
import { readAllDescriptions } from "../read.ts";
import type { Options } from "./options.ts";

/** Writes the corrected descriptions as JSON, for tools that read OpenAPI. */
export async function run(_operands: string[], { specs }: Options): Promise<number> {
  const descriptions = readAllDescriptions(specs);
  for (const { version, corrected } of descriptions) {
    writeWhole(join(specs, "dist", `${version}.json`), json(await withCodeSamples(corrected)));
  }
  console.log(`${descriptions.length} descriptions written`);
  return 0;
}
