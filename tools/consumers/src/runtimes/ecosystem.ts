import { cpSync } from "node:fs";
import { join } from "node:path";
import { startLocalIntercom } from "@intercom-openapi/local-intercom";
import { command } from "@intercom-openapi/support";
import { copyFixtures } from "../support/install.ts";
import type { Check } from "../support/report.ts";
import { tool } from "../support/toolbox.ts";
import { compile, COMPILERS, MODES, releaseOf, RESOLUTIONS, type Compiler } from "../support/typescript.ts";
import { installBeside, versionOf } from "./beside.ts";
import type { Context } from "./context.ts";

/** Each is compiled and run; the packages whose releases the report names. */
const TOOLS = {
  "openapi-fetch": ["openapi-fetch"],
  "openapi-react-query": ["openapi-react-query", "@tanstack/react-query", "react"],
  "swr-openapi": ["swr-openapi", "swr", "react"],
  "openapi-msw": ["openapi-msw", "msw"],
};

/** JavaScript, which the compiler checks and Node runs as it is. */
const SCRIPTS = ["plain.mjs", "plain.cjs", "imported.mjs"];

/**
 * How each compiler is used. The older ones take most of a minute for one, so that together they have each resolution
 * and each strictness, and the fastest has all.
 */
const WAYS: Record<Compiler, [keyof typeof RESOLUTIONS, keyof typeof MODES][]> = {
  "5.4": [["node16", "strict"]],
  "5.9": [["bundler", "strictest"]],
  "6.0": [["nodenext", "loose"]],
  "7.0": [
    ["nodenext", "strictest"],
    ["node16", "strict"],
    ["bundler", "strictest"],
    ["bundler", "loose"],
    ["nodenext", "loose"],
  ],
};

/** Tools that are built on openapi-fetch or its types, with a client of their own and with ours. */
export function ecosystemChecks(context: Context): Check[] {
  const modules = Object.keys(TOOLS).map((name) => `${name}.mts`);
  let installed: Promise<string> | undefined;
  const project = () => (installed ??= install(context));

  const compiled = COMPILERS.map((compiler) => ({
    name: `ecosystem · TypeScript ${compiler}`,
    async run() {
      const cwd = await project();
      const tsc = (await tool(`typescript-${compiler}`)).file("typescript/bin/tsc");
      // the first that reads @import is 5.5
      const scripts = SCRIPTS.filter((file) => compiler !== "5.4" || file !== "imported.mjs");
      const foreign = new Set<string>();
      for (const [resolution, mode] of WAYS[compiler]) {
        const flags = { ...RESOLUTIONS[resolution], ...MODES[mode], types: "react", noEmit: "true" };
        const options = { cwd, env: context.env };
        await compile(tsc, { ...flags, allowJs: "true", checkJs: "true" }, scripts, options);
        await compile(tsc, flags, modules, options).catch((error: unknown) => {
          for (const name of foreignErrors(error)) foreign.add(name);
        });
      }
      const ways = WAYS[compiler].map((way) => way.join(" ")).join(", ");
      const faulty =
        foreign.size > 0 ? `; not well in their own declarations: ${[...foreign].join(", ")}` : "";
      return `${await releaseOf(tsc)}; ${ways}; skipLibCheck off${faulty}`;
    },
  }));

  const ran = [
    ...Object.entries(TOOLS).map(([name, packages]) => ({ name, packages, file: `built/${name}.mjs` })),
    ...SCRIPTS.map((file) => ({ name: `JavaScript, ${file}`, packages: [], file })),
  ].map(({ name, packages, file }) => ({
    name: `ecosystem · ${name}`,
    async run() {
      const cwd = await project();
      const seen = await runModule(cwd, `./${file}`);
      return [...packages.map((used) => `${used} ${versionOf(cwd, used)}`), seen].join(", ");
    },
  }));
  return [...compiled, ...ran];
}

/** A project with the tools, and what the compiler made of the fixtures. */
async function install(context: Context): Promise<string> {
  const root = await installBeside(context, "ecosystem");
  copyFixtures(context.project, ["ecosystem"]);

  const tsc = (await tool("typescript-7.0")).file("typescript/bin/tsc");
  const flags = { ...RESOLUTIONS.nodenext, ...MODES.strictest, types: "react", outDir: "built" };
  const modules = Object.keys(TOOLS).map((name) => `${name}.mts`);
  await compile(tsc, flags, modules, { cwd: root, env: context.env });
  cpSync(join(root, "render.mjs"), join(root, "built/render.mjs"));
  return root;
}

/** On an Intercom that knows which contacts there are, so that one of them can be missing. */
async function runModule(cwd: string, module: string): Promise<string> {
  const local = await startLocalIntercom({ seed: { contacts: 5 } });
  try {
    const output = await command(process.execPath, ["main.mjs", module, local.url, local.token], { cwd });
    return (JSON.parse(output) as string[]).join(", ");
  } finally {
    await local.close();
  }
}

const ERROR = /^(\S.*?)\(\d+,\d+\): error TS\d+/;
const PACKAGE = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//g;

/**
 * The packages of others in whose own declarations a compiler found errors. Nobody can mend those here.
 *
 * @throws what was given, when an error is elsewhere: in a fixture, or in our declarations.
 */
function foreignErrors(failure: unknown): Set<string> {
  if (!(failure instanceof Error)) throw failure;
  const files = failure.message.split("\n").flatMap((line) => ERROR.exec(line)?.[1] ?? []);
  const owners = files.map((file) => [...file.replaceAll("\\", "/").matchAll(PACKAGE)].at(-1)?.[1]);
  const foreign = owners.filter((name) => name !== undefined && !name.startsWith("@intercom-openapi/"));
  if (files.length === 0 || foreign.length < files.length) throw failure;
  return new Set(foreign as string[]);
}
