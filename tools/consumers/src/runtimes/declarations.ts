import { Scratch } from "@intercom-openapi/support";
import { compileDeclared, type DeclaredResolution } from "../support/declared.ts";
import { copyFixtures } from "../support/install.ts";
import type { Check } from "../support/report.ts";
import { tool } from "../support/toolbox.ts";
import { COMPILERS, releaseOf } from "../support/typescript.ts";
import type { Context } from "./context.ts";
import { installClientOnly, type Installer } from "./installers.ts";

/** Where the packages lie differently. Plug'n'Play has no files to compile, but for a TypeScript that yarn has changed. */
const INSTALLERS: Installer["name"][] = ["npm", "pnpm", "yarn (node_modules)"];

const RESOLUTIONS: DeclaredResolution[] = ["nodenext", "bundler"];

/** A user who installs nothing but the client, exports what it gives, and has declarations made. */
export function declarationChecks(context: Context): Check[] {
  return INSTALLERS.map((installer) => ({
    name: `declarations · ${installer}`,
    async run() {
      using scratch = new Scratch();
      await installClientOnly(context, installer, scratch);
      copyFixtures(scratch.path, ["declared"]);
      const releases = [];
      for (const compiler of COMPILERS) {
        const tsc = (await tool(`typescript-${compiler}`)).file("typescript/bin/tsc");
        // the older ones take most of a minute for each
        for (const resolution of compiler === "7.0" ? RESOLUTIONS : RESOLUTIONS.slice(0, 1)) {
          await compileDeclared(tsc, compiler, resolution, { cwd: scratch.path, env: context.env });
        }
        releases.push(await releaseOf(tsc));
      }
      return `TypeScript ${releases.join(", ")}; composite, isolatedDeclarations`;
    },
  }));
}
