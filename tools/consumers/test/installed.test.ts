import { startLocalIntercom, type LocalIntercom } from "@intercom-openapi/local-intercom";
import { command, Scratch } from "@intercom-openapi/support";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { copyFixtures, installTarballs } from "../src/support/install.ts";

const project = new Scratch();
let local: LocalIntercom;

beforeAll(async () => {
  await installTarballs(project, [...inject("tarballs"), ...inject("dependencies")]);
  local = await startLocalIntercom();
});

afterAll(async () => {
  await local.close();
  project.remove();
});

test.each([
  ["import", "main.mjs"],
  ["require()", "main.cjs"],
])("the installed client works by %s on this Node", async (_how, file) => {
  const args = ["--disable-warning=ExperimentalWarning", file, local.url, local.token];
  const output = await command(process.execPath, args, { cwd: project.path });
  expect(JSON.parse(output)).toMatchObject({ status: 200 });
});

test("what does not read exports loads each entry all the same", async () => {
  // by its path Node does what it did before there were exports, and what Parcel and older bundlers still do
  const script = `const client = require.resolve("@intercom-openapi/client/package.json").replace("package.json", "");
    const entries = Object.entries(require(client + "package.json").exports).filter(([, { require }]) => require);
    console.log(JSON.stringify(entries.map(([name]) => require(client + name) === require("@intercom-openapi/client" + name.slice(1)))));`;
  const output = await command(process.execPath, ["--eval", script], { cwd: project.path });
  expect(JSON.parse(output)).toEqual([true, true, true]);
});

test("two copies in one process know each other's errors, by guard and by instanceof", async () => {
  copyFixtures(project.path, ["two-copies.mjs"]);
  const output = await command(process.execPath, ["two-copies.mjs"], { cwd: project.path });
  const { classes, wrong } = JSON.parse(output) as { classes: number; wrong: string[] };
  expect(wrong).toEqual([]);
  expect(classes).toBeGreaterThan(5);
});

test("the installed descriptions load as JSON, by the path that the README names", async () => {
  const script = `import description from "@intercom-openapi/specs/2.12.json" with { type: "json" };
    console.log(description.info.version);`;
  const args = ["--disable-warning=ExperimentalWarning", "--input-type=module", "--eval", script];
  expect((await command(process.execPath, args, { cwd: project.path })).trim()).toBe("2.12");
});

test("npm has no complaint about the tree", async () => {
  await expect(command("npm", ["ls", "--all"], { cwd: project.path })).resolves.toContain(
    "@intercom-openapi/client",
  );
});
