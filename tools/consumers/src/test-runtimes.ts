import { parseArgs } from "node:util";
import { startLocalIntercom } from "@intercom-openapi/local-intercom";
import { packWorkspace, Scratch } from "@intercom-openapi/support";
import { browserChecks } from "./runtimes/browser.ts";
import { bundlerChecks } from "./runtimes/bundlers.ts";
import { compilerChecks } from "./runtimes/compilers.ts";
import type { Context } from "./runtimes/context.ts";
import { declarationChecks } from "./runtimes/declarations.ts";
import { ecosystemChecks } from "./runtimes/ecosystem.ts";
import { engineChecks } from "./runtimes/engines.ts";
import { installerChecks, installWithNpm } from "./runtimes/installers.ts";
import { nextChecks } from "./runtimes/next.ts";
import { jestChecks } from "./runtimes/jest.ts";
import { releaseTrainChecks } from "./runtimes/release-train.ts";
import { siteChecks } from "./runtimes/site.ts";
import { strangerChecks } from "./runtimes/stranger.ts";
import { testRunnerChecks } from "./runtimes/test-runners.ts";
import { workerChecks } from "./runtimes/workers.ts";
import { workflowChecks } from "./runtimes/workflows.ts";
import { copyFixtures } from "./support/install.ts";
import { packDependencies, readTarballs } from "./support/packed.ts";
import { LocalRegistry } from "./support/registry.ts";
import { Report, type Check } from "./support/report.ts";

const USAGE = `Usage: pnpm test:runtimes [--all] [name…]

Publishes the packages into a local registry, installs them from there with every package manager, and uses them in
every runtime, under every TypeScript, with the tools around openapi-fetch, and as the READMEs say. Prints what ran, what
failed and what could not be found. Exits 1 when something failed.

  name…  only the checks whose name contains one of these, such as: node bun compilers ecosystem jest stranger site
  --all  exit 1 as well when something could not be found`;

const GROUPS: ((context: Context) => Check[])[] = [
  installerChecks,
  engineChecks,
  workerChecks,
  browserChecks,
  bundlerChecks,
  compilerChecks,
  declarationChecks,
  testRunnerChecks,
  nextChecks,
  ecosystemChecks,
  jestChecks,
  strangerChecks,
];

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { all: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const scratch = new Scratch();
  const project = new Scratch();
  const stops: (() => Promise<void> | void)[] = [() => scratch.remove(), () => project.remove()];
  try {
    const dependencies = await packDependencies(scratch.path);
    const tarballs = [...dependencies, ...(await packWorkspace(scratch.path))];
    const registry = await LocalRegistry.start();
    stops.unshift(() => registry.stop());
    await registry.publish(tarballs);
    const local = await startLocalIntercom();
    stops.unshift(() => local.close());

    const own = readTarballs(tarballs).filter(({ name }) => name.startsWith("@intercom-openapi/"));
    const shared = {
      registry,
      local,
      published: Object.fromEntries(own.map(({ name, version }) => [name, version])),
      env: registry.environment(scratch.path),
    };
    await installWithNpm(shared, project);
    copyFixtures(project.path, ["bundle.mjs", "unused.mjs", "worker.mjs", "page", "typed"]);

    const context: Context = { ...shared, project: project.path };
    const checks = [
      ...GROUPS.flatMap((group) => group(context)),
      ...releaseTrainChecks(dependencies),
      ...siteChecks(),
      ...workflowChecks(),
    ];
    const report = new Report();
    await report.run(checks.filter(({ name }) => isWanted(name, positionals)));
    console.log(`\n${report.summary()}`);
    return report.exitCode(values.all ?? false);
  } finally {
    for (const stop of stops) await stop();
  }
}

function isWanted(name: string, parts: string[]): boolean {
  const lower = name.toLowerCase();
  return parts.length === 0 || parts.some((part) => lower.includes(part.toLowerCase()));
}

// a bundler's service or a compiler's watcher would keep the process waiting
process.exit(await main());
