import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command, json, readManifest } from "@intercom-openapi/support";
import { tool } from "../support/toolbox.ts";
import type { ToolName } from "../support/tools.ts";
import type { Context } from "./context.ts";

/** A project with what a tool is installed with and, beside it, the packages from the local registry. */
export async function installBeside({ project, published, env }: Context, name: ToolName): Promise<string> {
  const { directory } = await tool(name);
  const root = join(project, name);
  // the tools themselves are not in the local registry
  cpSync(directory, root, { recursive: true, verbatimSymlinks: true });
  const manifest = readManifest(root);
  const dependencies = { ...manifest.dependencies, ...published };
  writeFileSync(join(root, "package.json"), json({ ...manifest, dependencies }));
  await command("npm", ["install", "--ignore-scripts", "--no-package-lock"], { cwd: root, env });
  return root;
}

/** The release of a package that is installed there. */
export function versionOf(root: string, name: string): string {
  return readManifest(join(root, "node_modules", name)).version;
}
