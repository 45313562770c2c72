import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { OURS, type Prepared } from "../contenders.ts";
import { readManifest } from "../manifest.ts";
import { dependencyDirectory } from "../toolchain.ts";
import { freshFolder } from "./folder.ts";
import { layOut } from "./packed.ts";

/** Packs our client anew and lays it out under `root`. It must be built. */
export async function prepareOurs(root: string): Promise<Prepared> {
  const directory = freshFolder(OURS, root);
  const nodeModules = join(directory, "node_modules");
  rmSync(nodeModules, { recursive: true, force: true });
  await layOut(dependencyDirectory(OURS.name), nodeModules);
  const installed = join(nodeModules, OURS.name);
  if (!existsSync(join(installed, "dist"))) throw new Error("The client is not built: run pnpm build");
  return { ...OURS, directory, version: readManifest(installed).version };
}

/** Whether the client exports all of these; what it does not export yet cannot be measured. */
export async function clientExports({ directory }: Prepared, ...names: string[]): Promise<boolean> {
  const entry = pathToFileURL(join(directory, "node_modules", OURS.name, "dist/index.js")).href;
  const exported = (await import(`${entry}?${Date.now()}`)) as Record<string, unknown>;
  return names.every((name) => name in exported);
}
