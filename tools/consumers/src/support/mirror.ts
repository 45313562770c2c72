import { readFileSync } from "node:fs";
import { join } from "node:path";
import { command, readManifest, Scratch } from "@intercom-openapi/support";
import { closureOf, type InstalledPackages } from "./closure.ts";
import type { LocalRegistry } from "./registry.ts";
import { tool } from "./toolbox.ts";
import type { ToolName } from "./tools.ts";

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
  const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", scratch.path, ...folders];
  const packed = JSON.parse(await command("npm", args, { cwd: scratch.path })) as { filename: string }[];
  for (const [index, { filename }] of packed.entries()) {
    await registry.put(readManifest(folders[index] ?? ""), readFileSync(scratch.file(filename)));
  }
}
