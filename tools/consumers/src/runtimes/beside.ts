import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "../support/command.ts";
import { tool } from "../support/toolbox.ts";
import type { ToolName } from "../support/tools.ts";
import type { Context } from "./context.ts";

/** A project with what a tool is installed with and, beside it, the packages from the local registry. */
export async function installBeside({ project, published, env }: Context, name: ToolName): Promise<string> {
  const { directory } = await tool(name);
  const root = join(project, name);
  // the tools themselves are not in the local registry
  cpSync(directory, root, { recursive: true, verbatimSymlinks: true });
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { dependencies: object };
  const dependencies = { ...manifest.dependencies, ...published };
  writeFileSync(join(root, "package.json"), JSON.stringify({ ...manifest, dependencies }));
  await command("npm", ["install", "--ignore-scripts", "--no-package-lock"], { cwd: root, env });
  return root;
}

/** The release of a package that is installed there. */
export function versionOf(root: string, name: string): string {
  const file = join(root, "node_modules", name, "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
