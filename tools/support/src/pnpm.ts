import { realpathSync } from "node:fs";
import { packageDirectory, readManifest } from "./manifest.ts";
import { command, type ProcessOptions } from "./process.ts";
import { repository } from "./repository.ts";

/** Such as `pnpm@12.21.0`. */
export function pinnedPnpm(): string {
  return String(readManifest(repository).packageManager);
}

let program: Promise<string[]> | undefined;

/** The program that is the pnpm which the repository pins, whether or not it is on the PATH, and what comes before its arguments. */
export function pnpmProgram(): Promise<string[]> {
  return (program ??= command("pnpm", ["--version"]).then(
    (version) => (`pnpm@${version.trim()}` === pinnedPnpm() ? ["pnpm"] : ["npx", "-y", pinnedPnpm()]),
    () => ["npx", "-y", pinnedPnpm()],
  ));
}

export async function pnpm(args: string[], options: ProcessOptions): Promise<string> {
  const [name = "", ...before] = await pnpmProgram();
  return command(name, [...before, ...args], options);
}

/**
 * Packs packages as a release does: all that are published, or those that pnpm's filters choose. Needs a build.
 *
 * @returns the tarballs
 */
export async function packWorkspace(
  destination: string,
  { filters = ["./packages/*", "./specs"], root = repository }: { filters?: string[]; root?: string } = {},
): Promise<string[]> {
  const chosen = filters.flatMap((filter) => ["--filter", filter]);
  const output = await pnpm([...chosen, "pack", "--pack-destination", destination, "--json"], { cwd: root });
  // of one package it is no list
  return [JSON.parse(output) as { filename: string }[]].flat().map(({ filename }) => filename);
}

/** Name → folder of a package and all that comes along with it. */
export function dependenciesOf(directory: string, found = new Map<string, string>()): Map<string, string> {
  // where pnpm put it, not where it links to it: there its own dependencies are beside it
  const folder = realpathSync(directory);
  const { name, dependencies = {} } = readManifest(folder);
  if (found.has(name)) return found;
  found.set(name, folder);
  for (const dependency of Object.keys(dependencies)) {
    dependenciesOf(packageDirectory(dependency, folder), found);
  }
  return found;
}
