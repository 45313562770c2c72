import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** What the compiler says of a folder with a tsconfig.json; nothing where it is content. */
export function compilerOutput(folder: string): string {
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  const { stdout, stderr, status } = spawnSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], {
    encoding: "utf8",
    timeout: 55_000,
  });
  return status === 0 ? "" : stdout + stderr || `The compiler ended with ${status}`;
}
