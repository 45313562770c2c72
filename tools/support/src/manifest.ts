import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";

/** What the tools read of a package.json. */
export interface Manifest {
  name: string;
  version: string;
  description?: string;
  private?: boolean;
  packageManager?: string;
  type?: string;
  license?: string;
  main?: string;
  types?: string;
  typesVersions?: Record<string, Record<string, string[]>>;
  bin?: Record<string, string>;
  exports?: Record<string, Exports>;
  files?: string[];
  sideEffects?: boolean;
  engines?: Record<string, string>;
  repository?: { url: string; directory: string };
  publishConfig?: { access: string; provenance: boolean };
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** What an entry of `exports` leads to, maybe by conditions. */
export type Exports = string | { [condition: string]: Exports };

export function readManifest(directory: string): Manifest {
  return JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as Manifest;
}

/** As npm and pnpm write a manifest. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/**
 * Where a package is that a folder's code would import. Found as Node finds it, but without `exports`: the types packages
 * have nothing for `require`.
 */
export function packageDirectory(name: string, from: string): string {
  const candidate = join(from, "node_modules", name);
  if (existsSync(candidate)) return realpathSync(candidate);
  if (dirname(from) === from) throw new Error(`${name} is not installed: run pnpm install`);
  return packageDirectory(name, dirname(from));
}
