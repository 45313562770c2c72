import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "@intercom-openapi/support";
import { expect, test } from "vitest";

const read = (file: string) => readFileSync(join(repository, file), "utf8");
const workspace = read("pnpm-workspace.yaml");

test("the lockfile names no registry and no download address", () => {
  const lockfile = read("pnpm-lock.yaml");
  expect(lockfile).toMatch(/^lockfileVersion: '9\.0'$/m);
  expect(lockfile).not.toMatch(/\w+:\/\/|tarball:|registry\./);
  const packages = [...lockfile.matchAll(/^ {4}resolution: \{(.*)\}$/gm)].map(([, resolution]) => resolution);
  expect(packages.length).toBeGreaterThan(50);
  expect(packages.filter((resolution) => !resolution?.startsWith("integrity: sha512-"))).toEqual([]);
});

test("dependencies are at least a day old", () => {
  expect(Number(/^minimumReleaseAge: (\d+)$/m.exec(workspace)?.[1])).toBeGreaterThanOrEqual(24 * 60);
});

test("no dependency may run a script when it is installed", () => {
  const allowed = /^allowBuilds:\n((?: {2}.*\n)+)/m.exec(workspace)?.[1] ?? "";
  expect(allowed).not.toBe("");
  expect(allowed).not.toContain("true");
});
