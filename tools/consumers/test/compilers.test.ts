import { Scratch } from "@intercom-openapi/support";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { copyFixtures, installTarballs } from "../src/support/install.ts";
import { compile, MODES, releaseOf, RESOLUTIONS, tscOf } from "../src/support/typescript.ts";

// The rest is in `pnpm test:runtimes compilers`: 5.9 needs ten times as long as 7, so that it has two programs here: one
// with ES modules and CommonJS in it, and one in the resolution that 7 does not have.
const NODENEXT = ["client.mts", "preview.mts", "client.cts", "require.cts", "types.cts"];
const WAYS: [release: string, name: string, resolution: keyof typeof RESOLUTIONS, files: string[]][] = [
  ["5.9", "typescript-5.9", "nodenext", NODENEXT],
  ["5.9", "typescript-5.9", "node10", ["client.cts"]],
  ["7.0", "typescript", "nodenext", NODENEXT],
  ["7.0", "typescript", "bundler", ["client.mts"]],
  ["7.0", "typescript", "bundler, CommonJS", ["client.cts", "require.cts", "types.cts"]],
];

const project = new Scratch();

beforeAll(async () => {
  await installTarballs(project, [...inject("tarballs"), ...inject("dependencies")]);
  copyFixtures(project.path, ["typed"]);
});

afterAll(() => project.remove());

test.each(WAYS)(
  "TypeScript %s (%s) compiles the installed packages with %s",
  async (...way) => {
    const [release, name, resolution, files] = way;
    const tsc = tscOf(name);
    expect(await releaseOf(tsc)).toMatch(new RegExp(`^${release.replace(".", "\\.")}\\.`));
    const flags = { ...MODES.strictest, ...RESOLUTIONS[resolution], noEmit: "true" };
    const paths = files.map((file) => `typed/${file}`);
    await compile(tsc, flags, paths, { cwd: project.path });
    // a machine that has much else to do takes ten times as long as another
  },
  120_000,
);
