import { join } from "node:path";
import { json, writeWhole } from "@intercom-openapi/support";
import { withCodeSamples } from "./code-samples.ts";
import type { Description } from "./read.ts";

/** Writes the corrected descriptions as JSON, for tools that read OpenAPI. */
export async function writeBundles(descriptions: Description[], directory: string): Promise<void> {
  for (const { version, corrected } of descriptions) {
    writeWhole(join(directory, `${version}.json`), json(await withCodeSamples(corrected)));
  }
}
