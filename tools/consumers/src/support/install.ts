import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { command } from "./command.ts";
import type { Scratch } from "./scratch.ts";

/** The code of a user, in plain JavaScript and TypeScript. */
export const fixtures = fileURLToPath(new URL("../../fixtures", import.meta.url));

/** Puts some of the fixtures into a directory. */
export function copyFixtures(directory: string, names: string[]): void {
  for (const name of names) cpSync(join(fixtures, name), join(directory, name), { recursive: true });
}

/** A folder outside the workspace with the tarballs installed by npm, without a network. */
export async function installTarballs(scratch: Scratch, tarballs: string[]): Promise<void> {
  scratch.write("package.json", { private: true });
  copyFixtures(scratch.path, ["walk.mjs", "main.mjs", "main.cjs"]);
  const args = ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", ...tarballs];
  await command("npm", args, { cwd: scratch.path });
}
