import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { finish, packageDirectory, readManifest } from "@intercom-openapi/support";
import { benchDirectory, codegenDirectory } from "./prepare.ts";

export interface Compiler {
  /** The part of keys: `typescript-5`. */
  id: string;
  version: string;
  /** What node runs. */
  tsc: string;
  /**
   * For counts that are the same everywhere: by default TypeScript 7 divides the files among several checkers,
   * and what two of them need is instantiated twice.
   */
  exact: string[];
}

function compiler(from: string): Compiler {
  const directory = packageDirectory("typescript", from);
  const { version } = readManifest(directory);
  const major = Number(version.split(".")[0]);
  return {
    id: `typescript-${major}`,
    version,
    tsc: join(directory, "bin/tsc"),
    exact: major >= 7 ? ["--checkers", "1"] : [],
  };
}

/** TypeScript 5.9 and 7. */
export const COMPILERS: Compiler[] = [compiler(codegenDirectory), compiler(benchDirectory)];

/** TypeScript 7 has none. */
export const tsserver = join(packageDirectory("typescript", codegenDirectory), "lib/tsserver.js");

/** What `tsc --extendedDiagnostics` says of one program. */
export interface Diagnostics {
  instantiations: number;
  types: number;
  memoryMb: number;
  checkMs: number;
  totalMs: number;
}

/** The `tsconfig.json` that a program of these files has. */
export function writeConfig(directory: string, program: string, files: string[]): string {
  const config = join(directory, `tsconfig.${program}.json`);
  const compilerOptions = {
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    target: "es2022",
    lib: ["es2023", "dom", "dom.iterable"],
    module: "esnext",
    moduleResolution: "bundler",
    allowImportingTsExtensions: true,
    types: [],
  };
  const content = JSON.stringify({ compilerOptions, files });
  // a compiler may be reading it this moment
  if (!existsSync(config) || readFileSync(config, "utf8") !== content) writeFileSync(config, content);
  return config;
}

/** Compiles a program. One that does not compile is an error: its costs would be those of something else. */
export async function compile(
  { tsc, version }: Compiler,
  config: string,
  flags: string[] = [],
): Promise<Diagnostics> {
  // collected often, or the memory would be a matter of when V8 collected last
  const args = ["--max-semi-space-size=1", tsc, "-p", config, "--extendedDiagnostics", ...flags];
  const { code, stdout, stderr } = await finish(process.execPath, args);
  if (code !== 0) throw new Error(`TypeScript ${version} rejects ${config}:\n${stdout}${stderr}`);
  const figure = (name: string): number => {
    const found = new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(stdout);
    if (!found) throw new Error(`TypeScript ${version} printed no "${name}":\n${stdout}`);
    return Number(found[1]);
  };
  return {
    instantiations: figure("Instantiations"),
    types: figure("Types"),
    memoryMb: figure("Memory used") / 1000,
    checkMs: figure("Check time") * 1000,
    totalMs: figure("Total time") * 1000,
  };
}
