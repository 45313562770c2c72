import { copyFixtures } from "../support/install.ts";
import type { Check } from "../support/report.ts";
import { tool } from "../support/toolbox.ts";
import {
  compile,
  COMPILERS,
  MODES,
  releaseOf,
  RESOLUTIONS,
  type Compiler,
  type Flags,
} from "../support/typescript.ts";
import { installBeside, versionOf } from "./beside.ts";
import type { Context } from "./context.ts";

type Resolution = keyof typeof RESOLUTIONS;

/** The fixtures that each way of resolution has to compile; in `.cts` they are CommonJS. */
const FILES: Record<Resolution, string[]> = {
  nodenext: ["client.mts", "preview.mts", "client.cts", "require.cts", "types.cts"],
  node16: ["client.mts", "preview.mts", "client.cts", "require.cts", "types.cts"],
  bundler: ["client.mts", "preview.mts"],
  "bundler, CommonJS": ["client.cts", "require.cts", "types.cts"],
  node10: ["client.cts", "require.cts", "types.cts"],
};

/**
 * The strictness of each resolution in the compilers before 7, which take half a minute for one program on a slow
 * machine. 7 has all with all.
 */
const OLDER: Record<Resolution, keyof typeof MODES> = {
  nodenext: "strictest",
  node16: "loose",
  bundler: "strict",
  "bundler, CommonJS": "strictest",
  node10: "strict",
};

/** What a program has in the place of the DOM's types: either declares less of the web, and some of it otherwise. */
const LIBRARIES: Record<string, Flags> = {
  "Node's": { lib: "es2023", types: "node" },
  "a worker's": { lib: "es2023,webworker", types: "" },
};

/** The installed types under every supported TypeScript and each way to find them, declarations included. */
export function compilerChecks(context: Context): Check[] {
  const { project, env } = context;
  const resolved = COMPILERS.flatMap((compiler) =>
    resolutionsOf(compiler).map((resolution) => ({
      name: `compilers · TypeScript ${compiler} · ${resolution}`,
      async run() {
        const tsc = (await tool(`typescript-${compiler}`)).file("typescript/bin/tsc");
        // TypeScript 6 wants to be told that the oldest is meant
        const known: Flags =
          compiler === "6.0" && resolution === "node10" ? { ignoreDeprecations: "6.0" } : {};
        const files = FILES[resolution].map((file) => `typed/${file}`);
        const modes =
          compiler === "7.0" ? (Object.keys(MODES) as (keyof typeof MODES)[]) : [OLDER[resolution]];
        for (const mode of modes) {
          const flags = { ...MODES[mode], ...RESOLUTIONS[resolution], ...known, noEmit: "true" };
          await compile(tsc, flags, files, { cwd: project, env }).catch((cause: unknown) => {
            throw new Error(`${mode}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
          });
        }
        return `${await releaseOf(tsc)}; ${modes.join(", ")}; skipLibCheck off`;
      },
    })),
  );
  return [...resolved, withoutDom(context)];
}

function withoutDom(context: Context): Check {
  return {
    name: "compilers · without the DOM's types",
    async run() {
      const root = await installBeside(context, "node-types");
      copyFixtures(root, ["typed", "declared"]);
      const tsc = (await tool("typescript-7.0")).file("typescript/bin/tsc");
      const files = [...FILES.nodenext.map((file) => `typed/${file}`), "declared/exports.ts"];
      for (const [name, library] of Object.entries(LIBRARIES)) {
        const flags = { ...MODES.strictest, ...RESOLUTIONS.nodenext, ...library, noEmit: "true" };
        await compile(tsc, flags, files, { cwd: root, env: context.env }).catch((cause: unknown) => {
          throw new Error(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
        });
      }
      return `${await releaseOf(tsc)}; @types/node ${versionOf(root, "@types/node")}, webworker; skipLibCheck off`;
    },
  };
}

/** The oldest ends with TypeScript 6. */
function resolutionsOf(compiler: Compiler): Resolution[] {
  const all = Object.keys(RESOLUTIONS) as Resolution[];
  return compiler === "7.0" ? all.filter((resolution) => resolution !== "node10") : all;
}
