import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { command, pnpm, type Scratch } from "@intercom-openapi/support";
import { readTarballs } from "./packed.ts";

/** The code of a user, in plain JavaScript and TypeScript. */
const fixtures = fileURLToPath(new URL("../../fixtures", import.meta.url));

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

/**
 * A folder outside the workspace with one of the tarballs installed by pnpm, without a network: what that needs of the
 * others is not where the user's own code would find it.
 */
export async function installIsolated(scratch: Scratch, name: string, tarballs: string[]): Promise<void> {
  const packages = readTarballs(tarballs).map((packed) => [packed.name, `file:${packed.tarball}`] as const);
  const overrides = Object.fromEntries(packages);
  scratch.write("package.json", { private: true, type: "module", dependencies: { [name]: overrides[name] } });
  scratch.write("pnpm-workspace.yaml", { overrides });
  await pnpm(["install", "--offline"], { cwd: scratch.path });
}
