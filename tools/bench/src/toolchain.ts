import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { readManifest } from "./manifest.ts";

const here = createRequire(import.meta.url);
// codegen holds TypeScript 5.9 and openapi-typescript; a second copy here would be one more to keep in step
const codegen = createRequire(here.resolve("@intercom-openapi/codegen/package.json"));

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

function compiler(require: NodeJS.Require): Compiler {
  const directory = dirname(require.resolve("typescript/package.json"));
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
export const COMPILERS: Compiler[] = [compiler(codegen), compiler(here)];

/** TypeScript 7 has no tsserver. */
export const tsserver = codegen.resolve("typescript/lib/tsserver.js");

export const openapiTypescript = join(
  dirname(codegen.resolve("openapi-typescript/package.json")),
  "bin/cli.js",
);

/** The folder of a package that this one depends on, symbolic links included. */
export function dependencyDirectory(name: string): string {
  return dirname(here.resolve(`${name}/package.json`));
}
