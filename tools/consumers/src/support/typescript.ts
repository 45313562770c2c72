import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { command, type ProcessOptions } from "@intercom-openapi/support";

/** The supported releases of TypeScript, by the names that the toolbox has for them. */
export const COMPILERS = ["5.4", "5.9", "6.0", "7.0"] as const;

export type Compiler = (typeof COMPILERS)[number];

export type Flags = Record<string, string>;

/** How a user has TypeScript find packages. */
export const RESOLUTIONS = {
  nodenext: { module: "nodenext" },
  node16: { module: "node16" },
  // as the templates of bundlers have it; a CommonJS file cannot write `import` then
  bundler: { module: "esnext", moduleResolution: "bundler", verbatimModuleSyntax: "true" },
  // it leaves require() where it is, as bundlers want it
  "bundler, CommonJS": { module: "preserve", moduleResolution: "bundler" },
  // it knows no `exports`, and ends with TypeScript 6
  node10: { module: "commonjs", moduleResolution: "node10" },
} as const satisfies Record<string, Flags>;

/** How strictly a user checks; exactOptionalPropertyTypes exists only with `strict`. */
export const MODES = {
  strict: { strict: "true" },
  strictest: {
    strict: "true",
    exactOptionalPropertyTypes: "true",
    noUncheckedIndexedAccess: "true",
  },
  loose: { strict: "false" },
} as const satisfies Record<string, Flags>;

/** With the declarations of everything that is imported, and nothing of what only happens to be installed. */
const ALWAYS: Flags = {
  skipLibCheck: "false",
  target: "es2022",
  lib: "es2023,dom,dom.iterable",
  pretty: "false",
};

/** Slow machines need minutes for the oldest compilers. */
const TIMEOUT_MS = 400_000;

/**
 * Compiles files with one `tsc`.
 *
 * @throws {Error} with what the compiler said.
 */
export async function compile(
  tsc: string,
  flags: Flags,
  files: string[],
  options: Omit<ProcessOptions, "timeoutMs">,
): Promise<void> {
  const args = Object.entries({ ...ALWAYS, ...flags }).flatMap(([name, value]) => [`--${name}`, value]);
  await command(process.execPath, [tsc, ...args, ...files], { ...options, timeoutMs: TIMEOUT_MS });
}

/** The `tsc` of a package that this workspace has. */
export function tscOf(name: string): string {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  return join(dirname(manifest), "bin/tsc");
}

/** The release that a `tsc` is of. */
export async function releaseOf(tsc: string): Promise<string> {
  return (await command(process.execPath, [tsc, "--version"])).trim().replace("Version ", "");
}
