import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { command, json } from "@intercom-openapi/support";
import { Missing } from "./report.ts";
import { TOOLS, type ToolName } from "./tools.ts";

/** Installed on demand, several hundred megabytes in all, and kept from one run to the next. */
export const CACHE = fileURLToPath(new URL("../../node_modules/.cache/toolbox", import.meta.url));

/** A tool from npm in a folder of its own. */
export class Tool {
  readonly directory: string;

  constructor(directory: string) {
    this.directory = directory;
  }

  /** A file inside one of its packages. */
  file(path: string): string {
    return join(this.directory, "node_modules", path);
  }

  /** One of its commands. */
  bin(name: string): string {
    return this.file(join(".bin", process.platform === "win32" ? `${name}.cmd` : name));
  }

  /** Its API. The caller says which part of it is used. */
  async load<Api>(name: string): Promise<Api> {
    const entry = createRequire(join(this.directory, "package.json")).resolve(name);
    return (await import(pathToFileURL(entry).href)) as Api;
  }
}

const installing = new Map<ToolName, Promise<Tool>>();

/** @throws {Missing} when it is not in the cache and cannot be installed. */
export function tool(name: ToolName): Promise<Tool> {
  const started = installing.get(name) ?? install(name);
  installing.set(name, started);
  return started;
}

/** The API of a tool that is one package. */
export async function load<Api>(name: ToolName): Promise<Api> {
  return (await tool(name)).load<Api>(name);
}

async function install(name: ToolName): Promise<Tool> {
  const manifest = json({ private: true, ...TOOLS[name] });
  const digest = createHash("sha256").update(manifest).digest("hex").slice(0, 12);
  const directory = join(CACHE, `${name}-${digest}`);
  if (existsSync(directory)) return new Tool(directory);

  const partial = `${directory}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  writeFileSync(join(partial, "package.json"), manifest);
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"];
  try {
    await command("npm", args, { cwd: partial, timeoutMs: 300_000 });
    renameSync(partial, directory);
  } catch (error) {
    throw new Missing(`${name} cannot be installed from npm`, { cause: error });
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return new Tool(directory);
}
