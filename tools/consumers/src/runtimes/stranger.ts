import { existsSync } from "node:fs";
import {
  installsOf,
  pages,
  runSnippet,
  snippetsOf,
  writeSnippets,
  type Engine,
} from "@intercom-openapi/docs/snippets";
import { command, Scratch } from "@intercom-openapi/support";
import { mirror } from "../support/mirror.ts";
import type { Check } from "../support/report.ts";
import { tool } from "../support/toolbox.ts";
import { nodePackage } from "../support/tools.ts";
import type { Context } from "./context.ts";

/** The pages that a stranger meets first: the repository's, and each package's beside it on npm. */
const isFirst = (page: string) => /^(?:packages\/[^/]+\/|specs\/)?README\.md$/.test(page);
const PAGES = pages().filter((page) => isFirst(page) || installsOf(page).length > 0);

/** What the pages have the stranger install from others; `@types/node` is what TypeScript wants for `process.env`. */
export const OTHERS = ["@types/node", "msw", "openapi-fetch", "openapi-msw", "undici"];

/**
 * A stranger follows each page in a new project: types its `npm install` commands, and of the first pages saves the
 * snippets, compiles them, and runs them with the oldest Node that reads TypeScript, as the client's README says.
 */
export function strangerChecks({ registry, local, env }: Context): Check[] {
  let mirrored: Promise<void> | undefined;
  return PAGES.map((page) => ({
    name: `stranger · ${page}`,
    async run() {
      await (mirrored ??= mirror(registry, "ecosystem", OTHERS));
      const node = (await tool("node-22")).file(`${nodePackage}/bin/node`);
      const tsc = (await tool("typescript-7.0")).file("typescript/bin/tsc");
      const engine: Engine = { node, flags: ["--disable-warning=ExperimentalWarning"], env };
      using folder = new Scratch();
      const installs = installsOf(page);
      if (installs.length === 0) throw new Error("The page does not say what to install");
      // without one npm looks in the folders above, and installs into, and clears up, whatever it finds there
      folder.write("package.json", { private: true });
      for (const words of [...installs, ["--save-dev", "@types/node"]]) {
        await command("npm", ["install", ...words], { cwd: folder.path, env });
      }
      if (!existsSync(folder.file("node_modules"))) throw new Error("npm installed into a folder above");

      const installed = installs.map((words) => `npm install ${words.join(" ")}`);
      // the tests run the snippets of the others: a guide goes on from what its reader has
      if (!isFirst(page)) return installed.join("; ");

      const snippets = snippetsOf(page);
      writeSnippets(folder.path, snippets);
      await command(process.execPath, [tsc, "-p", folder.path, "--pretty", "false"], {
        cwd: folder.path,
        env,
      });
      const running = snippets.filter(({ kind }) => kind !== "types");
      for (const snippet of running) await runSnippet(snippet, folder.path, engine, local);
      return [...installed, `${snippets.length} snippets compiled, ${running.length} run`].join("; ");
    },
  }));
}
