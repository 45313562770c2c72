import { command } from "../support/command.ts";
import type { Check } from "../support/report.ts";
import { tool } from "../support/toolbox.ts";
import type { Context } from "./context.ts";

const COMPILERS = ["5.4", "5.9", "6.0", "7.0"] as const;

/** Both ways that TypeScript users resolve packages; the first reads the CommonJS file as CommonJS. */
const WAYS = [
  { module: "nodenext", files: ["typed/client.mts", "typed/types.cts"] },
  { module: "esnext", moduleResolution: "bundler", files: ["typed/client.mts"] },
];

/** The installed types under every supported TypeScript, at its strictest, declarations included. */
export function compilerChecks({ project, env }: Context): Check[] {
  return COMPILERS.map((release) => ({
    name: `TypeScript ${release}`,
    async run() {
      const tsc = (await tool(`typescript-${release}`)).file("typescript/bin/tsc");
      for (const { files, ...way } of WAYS) {
        const options = Object.entries({ ...STRICT, ...way }).flatMap(([name, value]) => [
          `--${name}`,
          value,
        ]);
        await command(process.execPath, [tsc, ...options, ...files], { cwd: project, env });
      }
      const version = await command(process.execPath, [tsc, "--version"], { cwd: project, env });
      return `${version.trim().replace("Version ", "")}; nodenext and bundler, skipLibCheck off`;
    },
  }));
}

const STRICT = {
  noEmit: "true",
  strict: "true",
  exactOptionalPropertyTypes: "true",
  noUncheckedIndexedAccess: "true",
  verbatimModuleSyntax: "true",
  skipLibCheck: "false",
  target: "es2022",
  lib: "es2023,dom,dom.iterable",
};
