import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { command, json } from "@intercom-openapi/support";
import { copyFixtures } from "../support/install.ts";
import type { Check } from "../support/report.ts";
import { installBeside, versionOf } from "./beside.ts";
import type { Context } from "./context.ts";

const FILES = ["typed/client.mts", "declared/annotated.ts", "editor/hovers.mts"];

const CONFIG = `import ts from "typescript-eslint";
const parserOptions = { project: "tsconfig.json", tsconfigRootDir: import.meta.dirname };
export default [...ts.configs.strictTypeChecked, { languageOptions: { parserOptions } }];
`;

/** What a linter that knows types says of code that uses the client. */
export function lintChecks(context: Context): Check[] {
  return [
    {
      name: "typescript-eslint · strict",
      async run() {
        const root = await installBeside(context, "eslint");
        copyFixtures(root, ["typed", "declared", "editor"]);
        const compilerOptions = { module: "nodenext", target: "es2022", strict: true, types: [] };
        writeFileSync(join(root, "tsconfig.json"), json({ compilerOptions, files: FILES }));
        writeFileSync(join(root, "eslint.config.mjs"), CONFIG);
        const eslint = join(root, "node_modules/eslint/bin/eslint.js");
        const args = [eslint, "--max-warnings", "0", ...FILES];
        await command(process.execPath, args, { cwd: root, env: context.env, timeoutMs: 400_000 });
        return `${versionOf(root, "typescript-eslint")}; nothing to say`;
      },
    },
  ];
}
