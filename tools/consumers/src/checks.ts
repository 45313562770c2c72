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
import { jestChecks } from "./runtimes/jest.ts";
import { nextChecks } from "./runtimes/next.ts";
import { siteChecks } from "./runtimes/site.ts";
import { strangerChecks } from "./runtimes/stranger.ts";
import { testRunnerChecks } from "./runtimes/test-runners.ts";
import { workerChecks } from "./runtimes/workers.ts";
import { copyFixtures } from "./support/install.ts";
import { readTarballs } from "./support/packed.ts";
import { LocalRegistry } from "./support/registry.ts";
import type { Check } from "./support/report.ts";

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
  siteChecks,
];

/**
 * Publishes the packages into a local registry, beside what they depend on, for as long as something is done with the
 * checks that use them from there.
 */
export async function withChecks<T>(
  dependencies: string[],
  work: (checks: Check[]) => Promise<T>,
): Promise<T> {
  using home = new Scratch();
  using project = new Scratch();
  const tarballs = [...dependencies, ...(await packWorkspace(home.path))];
  await using registry = await LocalRegistry.start();
  await registry.publish(tarballs);
  const local = await startLocalIntercom();
  try {
    const own = readTarballs(tarballs).filter(({ name }) => name.startsWith("@intercom-openapi/"));
    const shared = {
      registry,
      local,
      published: Object.fromEntries(own.map(({ name, version }) => [name, version])),
      env: registry.environment(home.path),
    };
    await installWithNpm(shared, project);
    copyFixtures(project.path, ["bundle.mjs", "unused.mjs", "worker.mjs", "page", "typed"]);
    const context: Context = { ...shared, project: project.path };
    return await work(GROUPS.flatMap((group) => group(context)));
  } finally {
    await local.close();
  }
}
