import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apiVersions, readDescription } from "@intercom-openapi/descriptions";
import { succeed } from "../child.ts";
import { cacheDirectory } from "../paths.ts";
import { openapiTypescript } from "../toolchain.ts";

const directory = join(cacheDirectory, "descriptions");

/** The corrected description of every version as JSON, which is what reads fastest. */
export async function writeDescriptions(): Promise<Map<string, string>> {
  mkdirSync(directory, { recursive: true });
  const files = new Map<string, string>();
  for (const version of apiVersions()) {
    const { corrected } = await readDescription(version);
    const file = join(directory, `${version}.json`);
    writeFileSync(file, JSON.stringify(corrected));
    files.set(version, file);
  }
  return files;
}

/** What a user of openapi-fetch has: openapi-typescript's output with its default options. */
export async function writePlainTypes(output: string): Promise<void> {
  const description = (await writeDescriptions()).get("2.12");
  if (!description) throw new Error("specs has no version 2.12, which the fixtures are written for");
  await succeed(process.execPath, [openapiTypescript, description, "--output", output]);
}
