import { readFileSync, writeFileSync } from "node:fs";
import { basename, delimiter, join } from "node:path";
import { LocalRegistry } from "@intercom-openapi/consumers/registry";
import type { Check } from "@intercom-openapi/consumers/report";
import { tool } from "@intercom-openapi/consumers/toolbox";
import { apiVersions, typesPackage } from "@intercom-openapi/descriptions";
import { command, pnpm, readManifest, Scratch } from "@intercom-openapi/support";
import { Checkout } from "./checkout.ts";

const VERSIONS = apiVersions();
/** The version that changes, and the package of its types. */
const NEWEST = VERSIONS.at(-1)!;
const TYPES = `@intercom-openapi/${typesPackage(NEWEST)}`;

const PACKAGES = [
  "packages/client",
  ...VERSIONS.map((version) => `packages/${typesPackage(version)}`),
  "specs",
];
const CHANGED = new Set(["packages/client", `packages/${typesPackage(NEWEST)}`, "specs"]);

const FIRST = `---
${PACKAGES.map((directory) => `"@intercom-openapi/${basename(directory)}": minor\n`).join("")}---

The first release.
`;

/** Takes a property away that the user's code below reads. */
const BREAKING = `overlay: 1.0.0
info: { title: Release train, version: 1.0.0 }
actions:
  - target: $.components.schemas.contact.properties.browser_language
    x-versions: "${NEWEST}"
    x-reason: The release train needs a change that breaks code.
    x-evidence: none
    remove: true
`;

const USER = `import { createIntercomClient } from "@intercom-openapi/client";
import type { Contact } from "${TYPES}";

export const idOf = (contact: Contact) => contact.browser_language;
export const intercom = createIntercomClient({ version: "${NEWEST}", token: "t" });
`;

/**
 * Two releases from a copy of this repository into a registry of its own, the second with a breaking change,
 * and three users: one on a lockfile, one on a range, and one who starts anew. Nothing comes from a network.
 */
export function releaseTrainChecks(dependencies: string[]): Check[] {
  return [{ name: "Release train", run: () => releaseTwice(dependencies) }];
}

async function releaseTwice(dependencies: string[]): Promise<string> {
  using home = new Scratch();
  using user = new Scratch();
  using stranger = new Scratch();
  using checkout = await Checkout.make();
  await using registry = await LocalRegistry.start();
  const env = registry.environment(home.path);
  const npm = (scratch: Scratch, ...args: string[]) => command("npm", args, { cwd: scratch.path, env });
  await registry.publish(dependencies);
  const run = (...args: string[]) => pnpm(["--silent", ...args], { cwd: checkout.root });
  // the store has everything since this repository was installed
  await run("install", "--offline", "--frozen-lockfile");
  const versionsNow = () => PACKAGES.map((directory) => readManifest(join(checkout.root, directory)).version);
  const before = versionsNow();
  writeFileSync(join(checkout.root, ".changeset/first.md"), FIRST);
  await checkout.commit("Describe the first release");
  await release(checkout, home, registry);
  const first = versionsNow();
  expectThat(
    first.every((version, index) => version !== before[index]),
    "the first release changes every version",
  );

  // a range that takes whatever is compatible, as npm writes it
  user.write("package.json", { private: true, type: "module" });
  user.write("user.ts", USER);
  await npm(user, "install", "--save", "@intercom-openapi/client", TYPES);
  await compile(user);
  const [lockfile, declarations] = [readLock(user), readTypes(user)];

  writeFileSync(join(checkout.root, "specs/corrections/99-release-train.yaml"), BREAKING);
  await run("generate");
  await run("descriptions", "changeset", "--base", "HEAD");
  await run("descriptions", "changeset", "--base", "HEAD", "--verify");
  await checkout.commit("Take a property away");
  await release(checkout, home, registry);
  const second = versionsNow();
  const expected = PACKAGES.map((directory, index) =>
    CHANGED.has(directory) ? nextMajor(first[index]!) : first[index]!,
  );
  expectThat(second.join() === expected.join(), `the versions are ${second.join()}, not ${expected.join()}`);

  await npm(user, "ci");
  expectThat(readTypes(user) === declarations, "a locked user gets the same types as before");
  await npm(user, "update");
  expectThat(readLock(user) === lockfile, "a user who updates within the range stays as well");
  await compile(user);

  stranger.write("package.json", { private: true, type: "module" });
  stranger.write("user.ts", USER);
  await npm(stranger, "install", "@intercom-openapi/client", TYPES);
  const complaint = await compile(stranger).then(
    () => "nothing",
    (error: Error) => error.message,
  );
  expectThat(/TS2339.*browser_language/.test(complaint), `the new version says ${complaint}`);
  const steps = PACKAGES.map((directory, index) => `${directory} ${first[index]} → ${second[index]}`);
  return steps.join(", ");
}

/** What the release workflow does: version, generate, build, pack, publish. */
async function release(checkout: Checkout, home: Scratch, registry: LocalRegistry): Promise<void> {
  const { root } = checkout;
  const run = (...args: string[]) => pnpm(["--silent", ...args], { cwd: root });
  // as .github/scripts/version.sh does: the client says its own version, which is generated
  await run("changeset", "version");
  await run("generate");
  await run("generate", "--check");
  await checkout.commit("Version the packages");
  await run("build");
  home.write(".npmrc", registry.npmrc);
  const path = [(await tool("pnpm")).file(".bin"), process.env["PATH"]].join(delimiter);
  const env = { ...registry.environment(home.path), PATH: path };
  using tarballs = new Scratch();
  const script = (name: string) => join(root, `.github/scripts/${name}.sh`);
  const sums = await command("bash", [script("pack"), tarballs.path], { cwd: root, env });
  // only the release workflow can prove where a package comes from
  const args = [script("publish"), tarballs.path, "--provenance=false", "--tag", "latest"];
  await command("bash", args, { cwd: root, env: { ...env, SUMS: sums.trim() } });
}

async function compile(scratch: Scratch): Promise<void> {
  const tsc = (await tool("typescript-7.0")).file("typescript/bin/tsc");
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022"];
  await command(process.execPath, [tsc, ...options, "user.ts"], { cwd: scratch.path });
}

function readLock(scratch: Scratch): string {
  return readFileSync(scratch.file("package-lock.json"), "utf8");
}

function readTypes(scratch: Scratch): string {
  return readFileSync(scratch.file(`node_modules/${TYPES}/index.d.ts`), "utf8");
}

/** changesets makes 1.0.0 of 0.x with a major. */
function nextMajor(version: string): string {
  return `${Number(version.split(".")[0]) + 1}.0.0`;
}

function expectThat(condition: boolean, sentence: string): void {
  if (!condition) throw new Error(`Not so: ${sentence}`);
}
