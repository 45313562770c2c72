import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { succeed } from "../child.ts";
import type { Prepared } from "../contenders.ts";
import { cacheDirectory } from "../paths.ts";

/** Compiles a script of `probes`: a TypeScript loader in the measured process would be measured too. */
export async function compileProbe(name: string): Promise<string> {
  const directory = join(cacheDirectory, "probes");
  mkdirSync(directory, { recursive: true });
  const outfile = join(directory, `${name}.mjs`);
  await compile(fileURLToPath(new URL(`../probes/${name}.ts`, import.meta.url)), outfile);
  return outfile;
}

/** Compiles what a contender is driven with to `run.mjs`; its packages stay where they are installed. */
export async function compileContenders(contenders: Prepared[]): Promise<void> {
  await Promise.all(
    contenders.map(({ directory }) => compile(join(directory, "run.ts"), join(directory, "run.mjs"))),
  );
}

async function compile(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "error",
  });
}

/** Runs a probe in a process of its own and reads the JSON that it prints. */
export async function runProbe<T>(
  probe: string,
  { directory }: Prepared,
  args: (string | number)[],
  flags: string[] = [],
): Promise<T> {
  const run = pathToFileURL(join(directory, "run.mjs")).href;
  const { stdout } = await succeed(process.execPath, [...flags, probe, run, ...args.map(String)], directory);
  return JSON.parse(stdout) as T;
}
