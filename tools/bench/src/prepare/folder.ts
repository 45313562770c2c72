import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Contender } from "../contenders.ts";
import { fixturesDirectory } from "../paths.ts";

/** A contender's folder with its fixtures, and without what an earlier run left; `node_modules` is kept. */
export function freshFolder({ id, fixtures }: Contender, root: string): string {
  const directory = join(root, id);
  mkdirSync(directory, { recursive: true });
  for (const name of readdirSync(directory)) {
    if (name !== "node_modules") rmSync(join(directory, name), { recursive: true });
  }
  writeFileSync(join(directory, "package.json"), '{ "private": true, "type": "module" }\n');
  for (const fixture of fixtures) cpSync(join(fixturesDirectory, fixture), directory, { recursive: true });
  return directory;
}
