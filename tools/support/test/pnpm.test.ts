import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { command, dependenciesOf, packWorkspace, readManifest, repository, Scratch } from "../src/index.ts";

test("the repository is the one whose manifest pins pnpm", () => {
  expect(readManifest(repository).packageManager).toMatch(/^pnpm@\d+\.\d+\.\d+$/);
});

test("a package comes along with what it needs, from where it is installed", () => {
  const found = dependenciesOf(join(repository, "packages/client"));
  expect([...found.keys()]).toEqual(expect.arrayContaining(["@intercom-openapi/client", "openapi-fetch"]));
  const wrong = [...found].filter(([name, folder]) => readManifest(folder).name !== name);
  expect(wrong).toEqual([]);
});

test("packages are packed, one or several", async () => {
  const scratch = new Scratch();
  onTestFinished(() => scratch.remove());
  const types = await packWorkspace(scratch.path, { filters: ["./packages/types-*"] });
  expect(types.length).toBeGreaterThan(1);
  const [one] = await packWorkspace(scratch.path, { filters: [readName(types[0]!)] });
  expect(existsSync(one!)).toBe(true);
  expect(await command("tar", ["-tzf", one!])).toContain("package/index.d.ts");
});

/** `@intercom-openapi/types-1.0` of `…/intercom-openapi-types-1.0-0.0.0.tgz`. */
function readName(tarball: string): string {
  return tarball.replace(/.*intercom-openapi-(.*)-\d+\.\d+\.\d+\.tgz$/, "@intercom-openapi/$1");
}
