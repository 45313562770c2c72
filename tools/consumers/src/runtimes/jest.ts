import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pages, snippetsOf, writeSnippets } from "@intercom-openapi/docs/snippets";
import { command } from "../support/command.ts";
import type { Check } from "../support/report.ts";
import { tool } from "../support/toolbox.ts";
import type { Context } from "./context.ts";

/** The tests that the pages write for Jest, as CommonJS, on the packages as they are published. */
export function jestChecks({ project, published, env }: Context): Check[] {
  const snippets = pages()
    .flatMap((page) => snippetsOf(page))
    .filter(({ kind }) => kind === "jest");
  return [
    {
      name: "jest · the tests of the pages, in CommonJS",
      async run() {
        if (snippets.length === 0) throw new Error("No page has a test for Jest");
        const { directory } = await tool("jest");
        const root = join(project, "jest");
        cpSync(directory, root, { recursive: true, verbatimSymlinks: true });
        const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
          dependencies: object;
        };
        const dependencies = { ...manifest.dependencies, ...published };
        writeFileSync(join(root, "package.json"), JSON.stringify({ ...manifest, dependencies }));
        await command("npm", ["install", "--ignore-scripts", "--no-package-lock"], { cwd: root, env });
        writeSnippets(root, snippets);
        const args = [join(root, "node_modules/jest/bin/jest.js"), "--rootDir", root, "--ci", "--json"];
        const { numPassedTests, numFailedTests } = JSON.parse(
          await command(process.execPath, args, { cwd: root, env }),
        ) as { numPassedTests: number; numFailedTests: number };
        if (numFailedTests > 0 || numPassedTests === 0) throw new Error(`${numFailedTests} tests failed`);
        return `${numPassedTests} tests passed`;
      },
    },
  ];
}
