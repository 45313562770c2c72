import { command, Scratch } from "@intercom-openapi/support";
import { copyFixtures } from "../support/install.ts";
import type { Check } from "../support/report.ts";
import { tool } from "../support/toolbox.ts";
import { bunPackage } from "../support/tools.ts";
import { walkWith, type Context } from "./context.ts";

export interface Installer {
  name: string;
  /** The program, and what comes before its arguments. */
  program(): Promise<[string, ...string[]]>;
  /** Files that it reads beside package.json and .npmrc. */
  files?: Record<string, string>;
  install: string[];
  /** How it runs Node, where the packages are not in node_modules. */
  node?: string[];
}

const NPM: Installer = {
  name: "npm",
  program: () => Promise.resolve(["npm"]),
  install: ["install", "--ignore-scripts"],
};

/** Installs the published packages with npm, for the runtimes to use. */
export async function installWithNpm(context: Omit<Context, "project">, scratch: Scratch): Promise<void> {
  await install(context, NPM, scratch);
}

/** Installs the client alone: what it needs is there, but not the user's. */
export async function installClientOnly(context: Context, name: string, scratch: Scratch): Promise<void> {
  const installer = installers(context).find((one) => one.name === name);
  if (!installer) throw new Error(`No installer ${name}`);
  const client = "@intercom-openapi/client";
  const published = Object.fromEntries(Object.entries(context.published).filter(([of]) => of === client));
  await install({ ...context, published }, installer, scratch);
}

/** Every package manager installs the published packages from the registry, each into a folder of its own. */
export function installerChecks(context: Context): Check[] {
  return installers(context).map((installer) => ({
    name: `${installer.name} · install`,
    async run() {
      using scratch = new Scratch();
      const [program, ...before] = await install(context, installer, scratch);
      const version = await command(program, [...before, "--version"], {
        cwd: scratch.path,
        env: context.env,
      });
      const [node, ...args] = installer.node ? [program, ...before, ...installer.node] : [process.execPath];
      const seen = await walkWith(context, [node, ...args, "main.mjs"], scratch.path);
      return `${version.trim()}; ${seen}`;
    },
  }));
}

async function install(
  { registry, published, env }: Omit<Context, "project">,
  installer: Installer,
  scratch: Scratch,
): Promise<[string, ...string[]]> {
  const [program, ...before] = await installer.program();
  scratch.write("package.json", { name: "consumer", private: true, dependencies: published });
  scratch.write(".npmrc", `registry=${registry.url}\n`);
  for (const [name, content] of Object.entries(installer.files ?? {})) scratch.write(name, content);
  copyFixtures(scratch.path, ["walk.mjs", "main.mjs", "main.cjs"]);
  await command(program, [...before, ...installer.install], { cwd: scratch.path, env });
  return [program, ...before];
}

function installers({ registry }: Context): Installer[] {
  const yarn = async (): Promise<[string, ...string[]]> => [
    process.execPath,
    (await tool("yarn")).file("@yarnpkg/cli-dist/bin/yarn.js"),
  ];
  const yarnrc = [
    `npmRegistryServer: "${registry.url}"`,
    `unsafeHttpWhitelist: ["127.0.0.1"]`,
    "enableTelemetry: false",
    "enableImmutableInstalls: false",
    "npmMinimalAgeGate: 0",
  ].join("\n");
  return [
    NPM,
    {
      name: "pnpm",
      program: async () => [(await tool("pnpm")).bin("pnpm")],
      // what was published a moment ago is meant
      files: { "pnpm-workspace.yaml": "minimumReleaseAge: 0\n" },
      install: ["install"],
    },
    {
      name: "yarn (Plug'n'Play)",
      program: yarn,
      files: { "yarn.lock": "", ".yarnrc.yml": yarnrc },
      install: ["install"],
      node: ["node"],
    },
    {
      name: "yarn (node_modules)",
      program: yarn,
      files: { "yarn.lock": "", ".yarnrc.yml": `${yarnrc}\nnodeLinker: node-modules\n` },
      install: ["install"],
    },
    {
      name: "yarn classic",
      program: async () => [process.execPath, (await tool("yarn-classic")).file("yarn/bin/yarn.js")],
      install: ["install", "--non-interactive", "--ignore-scripts"],
    },
    {
      name: "bun",
      program: async () => [(await tool("bun")).file(`${bunPackage}/bin/bun`)],
      install: ["install"],
    },
  ];
}
