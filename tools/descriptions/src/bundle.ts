import { join } from "node:path";
import { json, writeWhole } from "@intercom-openapi/support";
import { withCodeSamples } from "./code-samples.ts";
import type { Description } from "./read.ts";

/** Writes the corrected descriptions as JSON, for tools that read OpenAPI. */
export function writeBundles(descriptions: Description[], directory: string): string[] {
  return descriptions.map(({ version, corrected }) => {
    const file = join(directory, `${version}.json`);
    writeWhole(file, json(withCodeSamples(corrected)));
    return file;
  });
}
