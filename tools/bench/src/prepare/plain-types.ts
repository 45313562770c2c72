import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readAllDescriptions } from "@intercom-openapi/descriptions";
import { succeed } from "../child.ts";
import { cacheDirectory, fixturesDirectory } from "../paths.ts";
import { openapiTypescript } from "../toolchain.ts";

const directory = join(cacheDirectory, "descriptions");

/** The corrected description of every version as JSON, which is what reads fastest. */
export async function writeDescriptions(): Promise<Map<string, string>> {
  mkdirSync(directory, { recursive: true });
  const files = new Map<string, string>();
  for (const { version, corrected } of await readAllDescriptions()) {
    const file = join(directory, `${version}.json`);
    writeFileSync(file, JSON.stringify(corrected));
    files.set(version, file);
  }
  return files;
}

/** What a user of openapi-fetch has: openapi-typescript's output with its default options. */
export async function writePlainTypes(output: string): Promise<void> {
  const version = pinnedVersion();
  const description = (await writeDescriptions()).get(version);
  if (!description) throw new Error(`specs has no version ${version}, which the fixtures are written for`);
  await succeed(process.execPath, [openapiTypescript, description, "--output", output]);
}

/** The version that the programs which are compared are written for. */
function pinnedVersion(): string {
  const client = join(fixturesDirectory, "ours/client.ts");
  const [, version] = /\bversion: "([^"]+)"/.exec(readFileSync(client, "utf8")) ?? [];
  if (!version) throw new Error(`${client} pins no version`);
  return version;
}
