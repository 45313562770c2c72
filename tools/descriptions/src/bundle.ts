import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withCodeSamples } from "./code-samples.ts";
import type { Description } from "./read.ts";

/** Writes the corrected descriptions as JSON, for tools that read OpenAPI. */
export function writeBundles(descriptions: Description[], directory: string): string[] {
  mkdirSync(directory, { recursive: true });
  return descriptions.map(({ version, corrected }) => {
    const file = join(directory, `${version}.json`);
    writeFileSync(file, `${JSON.stringify(withCodeSamples(corrected), null, 2)}\n`);
    return file;
  });
}
