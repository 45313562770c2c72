import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { command } from "./command.ts";

/** The repository's root. */
export const repository = fileURLToPath(new URL("../../../..", import.meta.url));

/** Runs the pnpm that the repository pins, whether or not it is on the PATH. */
export async function pnpm(args: string[], cwd: string, env?: NodeJS.ProcessEnv): Promise<string> {
  const options = env ? { cwd, env } : { cwd };
  const pinned = pinnedPnpm();
  const found = await command("pnpm", ["--version"]).catch(() => "");
  if (`pnpm@${found.trim()}` === pinned) return command("pnpm", args, options);
  return command("npx", ["-y", pinned, ...args], options);
}

/** Such as `pnpm@12.21.0`. */
export function pinnedPnpm(): string {
  const manifest = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
    packageManager: string;
  };
  return manifest.packageManager;
}
