import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Description } from "./read.ts";

/** Writes the corrected descriptions as JSON, for tools that read OpenAPI. */
export function writeBundles(descriptions: Description[], directory: string): string[] {
  mkdirSync(directory, { recursive: true });
  return descriptions.map(({ version, corrected }) => {
    const file = join(directory, `${version}.json`);
    writeFileSync(file, `${JSON.stringify(corrected, null, 2)}\n`);
    return file;
  });
}
