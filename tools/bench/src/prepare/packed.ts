import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";
import { succeed } from "../child.ts";
import { readManifest } from "../manifest.ts";
import { pnpm } from "./pnpm.ts";

/**
 * Lays a package and its dependencies into `nodeModules` as an install of the published packages would:
 * workspace packages as `pnpm pack` packs them, the others as they were installed.
 */
export async function layOut(directory: string, nodeModules: string): Promise<void> {
  const packages = withDependencies(realpathSync(directory));
  await Promise.all(
    [...packages].map(async ([name, source]) => {
      const target = join(nodeModules, name);
      mkdirSync(target, { recursive: true });
      if (source.split(sep).includes("node_modules")) {
        cpSync(source, target, { recursive: true });
      } else {
        await unpack(source, target);
      }
    }),
  );
}

/** Every package that comes along, with its folder. */
function withDependencies(directory: string, found = new Map<string, string>()): Map<string, string> {
  const { name, dependencies = {} } = readManifest(directory);
  if (found.has(name)) return found;
  found.set(name, directory);
  for (const dependency of Object.keys(dependencies)) withDependencies(locate(dependency, directory), found);
  return found;
}

/** Node's lookup, without `exports`, which the types packages do not have for `require`. */
function locate(name: string, from: string): string {
  const candidate = join(from, "node_modules", name);
  if (existsSync(candidate)) return realpathSync(candidate);
  if (dirname(from) === from) throw new Error(`${name} is not installed: run pnpm install`);
  return locate(name, dirname(from));
}

async function unpack(source: string, target: string): Promise<void> {
  const temporary = mkdtempSync(join(tmpdir(), "bench-pack-"));
  try {
    const [command, ...args] = pnpm();
    const { stdout } = await succeed(
      command,
      [...args, "pack", "--json", "--pack-destination", temporary],
      source,
    );
    const { filename } = JSON.parse(stdout) as { filename: string };
    await succeed("tar", ["-xzf", filename, "--strip-components=1", "-C", target]);
  } finally {
    rmSync(temporary, { recursive: true });
  }
}
