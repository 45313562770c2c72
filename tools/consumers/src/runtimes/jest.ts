import { join } from "node:path";
import { pages, snippetsOf, writeSnippets } from "@intercom-openapi/docs/snippets";
import { command } from "@intercom-openapi/support";
import type { Check } from "../support/report.ts";
import { installBeside } from "./beside.ts";
import type { Context } from "./context.ts";

/** The tests that the pages write for Jest, as CommonJS, on the packages as they are published. */
export function jestChecks(context: Context): Check[] {
  const snippets = pages()
    .flatMap((page) => snippetsOf(page))
    .filter(({ kind }) => kind === "jest");
  return [
    {
      name: "jest · the tests of the pages, in CommonJS",
      async run() {
        if (snippets.length === 0) throw new Error("No page has a test for Jest");
        const root = await installBeside(context, "jest");
        writeSnippets(root, snippets);
        // these alone: the folder holds other checks' tests as well
        const files = snippets.map(({ file }) => join(root, file));
        const args = [join(root, "node_modules/jest/bin/jest.js"), "--rootDir", root, "--ci", "--json"];
        const { numPassedTests, numFailedTests } = JSON.parse(
          await command(process.execPath, [...args, "--runTestsByPath", ...files], {
            cwd: root,
            env: context.env,
          }),
        ) as { numPassedTests: number; numFailedTests: number };
        if (numFailedTests > 0 || numPassedTests === 0) throw new Error(`${numFailedTests} tests failed`);
        return `${numPassedTests} tests passed`;
      },
    },
  ];
}
