import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readManifest, Scratch } from "@intercom-openapi/support";
import { npmPack } from "./packed.ts";
import type { LocalRegistry } from "./registry.ts";
import { tool } from "./toolbox.ts";
import type { ToolName } from "./tools.ts";

/** What npm writes into `node_modules/.package-lock.json`: by folder, what each package needs. */
export type InstalledPackages = Record<string, { dependencies?: Record<string, string> }>;

/**
 * Puts packages of a tool, and what they need, into the local registry, which asks no other: so what users install beside
 * ours is there, always in the same version. What the registry has already stays.
 */
export async function mirror(registry: LocalRegistry, from: ToolName, names: string[]): Promise<void> {
  const { directory } = await tool(from);
  const lock = JSON.parse(readFileSync(join(directory, "node_modules/.package-lock.json"), "utf8")) as {
    packages: InstalledPackages;
  };
  const folders = closureOf(lock.packages, names).map((folder) => join(directory, folder));
  using scratch = new Scratch();
  const tarballs = await npmPack(scratch.path, folders);
  for (const [index, tarball] of tarballs.entries()) {
    await registry.put(readManifest(folders[index] ?? ""), readFileSync(tarball));
  }
}

/** The folders of installed packages and of everything that they need, found as Node finds it: the nearest one. */
export function closureOf(installed: InstalledPackages, names: string[]): string[] {
  const folders = new Set<string>();
  const add = (name: string, from: string): void => {
    const folder = nearest(installed, name, from);
    // what is optional need not be there
    if (!folder || folders.has(folder)) return;
    folders.add(folder);
    for (const dependency of Object.keys(installed[folder]?.dependencies ?? {})) add(dependency, folder);
  };
  for (const name of names) add(name, "");
  return [...folders];
}

function nearest(installed: InstalledPackages, name: string, from: string): string | undefined {
  const folder = [from, `node_modules/${name}`].filter(Boolean).join("/");
  if (folder in installed) return folder;
  if (from === "") return undefined;
  return nearest(installed, name, from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/"))));
}
