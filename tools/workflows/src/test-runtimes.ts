import { parseArgs } from "node:util";
import { withChecks } from "@intercom-openapi/consumers/checks";
import { packDependencies } from "@intercom-openapi/consumers/packed";
import { Report } from "@intercom-openapi/consumers/report";
import { Scratch } from "@intercom-openapi/support";
import { actionlintChecks } from "./actionlint.ts";
import { freshCloneChecks } from "./commands.ts";
import { releaseTrainChecks } from "./release-train.ts";

const USAGE = `Usage: pnpm test:runtimes [--all] [name…]

Publishes the packages into a local registry, installs them from there with every package manager, and uses them in
every runtime, under every TypeScript, with the tools around openapi-fetch, and as the READMEs say; releases twice; and
runs what the pages say to type, in a fresh clone. Prints what ran, what failed and what could not be found. Exits 1
when something failed.

  name…  only the checks whose name contains one of these, such as: node bun compilers ecosystem jest stranger site
  --all  exit 1 as well when something could not be found`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { all: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  using scratch = new Scratch();
  const dependencies = await packDependencies(scratch.path);
  return await withChecks(dependencies, async (consumers) => {
    const checks = [
      ...consumers,
      ...releaseTrainChecks(dependencies),
      ...actionlintChecks(),
      ...freshCloneChecks(),
    ];
    const report = new Report();
    await report.run(checks.filter(({ name }) => isWanted(name, positionals)));
    console.log(`\n${report.summary()}`);
    return report.exitCode(values.all ?? false);
  });
}

function isWanted(name: string, parts: string[]): boolean {
  const lower = name.toLowerCase();
  return parts.length === 0 || parts.some((part) => lower.includes(part.toLowerCase()));
}

// a bundler's service or a compiler's watcher would keep the process waiting
process.exit(await main());
