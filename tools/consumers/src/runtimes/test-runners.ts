import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "@intercom-openapi/support";
import { copyFixtures } from "../support/install.ts";
import type { Check } from "../support/report.ts";
import type { ToolName } from "../support/tools.ts";
import { installBeside, versionOf } from "./beside.ts";
import type { Context } from "./context.ts";

/** What Jest and Vitest print with their JSON reporters, as far as it is read here. */
interface Results {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
}

/** How ts-jest compiles: what older projects have, and what newer ones have. */
const TS_JEST = {
  node10: { module: "commonjs", moduleResolution: "node10" },
  node16: { module: "node16", moduleResolution: "node16" },
};

/** The client in the tests of its users. */
export function testRunnerChecks(context: Context): Check[] {
  const installed = new Map<ToolName, Promise<string>>();
  const project = async (name: ToolName) => {
    const folder = installed.get(name) ?? installBeside(context, name);
    installed.set(name, folder);
    const root = await folder;
    copyFixtures(root, ["runners"]);
    return root;
  };

  async function run(
    root: string,
    packages: string[],
    args: string[],
    flags: string[] = [],
  ): Promise<string> {
    const options = { cwd: join(root, "runners"), env: context.env };
    const output = await command(process.execPath, [...flags, ...args], options);
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(output) as Results;
    if (numPassedTests === 0 || numFailedTests + numFailedTestSuites > 0) throw new Error(output);
    return [...packages.map((name) => `${name} ${versionOf(root, name)}`), `${numPassedTests} tests`].join(
      ", ",
    );
  }

  async function jest(
    file: string,
    packages: string[],
    config: object,
    flags: string[] = [],
  ): Promise<string> {
    const root = await project("jest");
    writeFileSync(join(root, "runners/jest.config.json"), JSON.stringify(config));
    const args = [
      join(root, "node_modules/jest/bin/jest.js"),
      "--json",
      "--config",
      "jest.config.json",
      file,
    ];
    return run(root, ["jest", ...packages], args, flags);
  }

  async function vitest(environment: string, packages: string[]): Promise<string> {
    const root = await project("vitest");
    const args = [
      join(root, "node_modules/vitest/vitest.mjs"),
      "run",
      "--reporter=json",
      `${environment}.spec.mjs`,
    ];
    return run(root, ["vitest", ...packages, "msw"], args);
  }

  return [
    { name: "Jest · CommonJS", run: () => jest("required.test.cjs", ["nock"], {}) },
    {
      name: "Jest · ES modules",
      run: () => jest("imported.test.mjs", [], {}, ["--experimental-vm-modules", "--no-warnings"]),
    },
    ...Object.entries(TS_JEST).map(([name, resolution]) => ({
      name: `ts-jest · ${name}`,
      run: () => {
        const tsconfig = {
          ...resolution,
          strict: true,
          target: "es2022",
          esModuleInterop: true,
          isolatedModules: false,
        };
        const transform = { "\\.ts$": ["ts-jest", { tsconfig }] };
        return jest("typed.test.ts", ["ts-jest", "typescript"], { transform });
      },
    })),
    { name: "Vitest · node", run: () => vitest("node", []) },
    { name: "Vitest · jsdom", run: () => vitest("jsdom", ["jsdom"]) },
    { name: "Vitest · happy-dom", run: () => vitest("happy-dom", ["happy-dom"]) },
  ];
}
