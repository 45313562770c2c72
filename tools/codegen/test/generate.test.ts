import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { run } from "../src/run.ts";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const declarations = "packages/types-2.12/index.d.ts";
let pristine: string;

beforeAll(async () => {
  pristine = copyOf(["LICENSE", "specs/2.11", "specs/2.12"], repository);
  await runIn(pristine);
});

afterEach(() => {
  vi.restoreAllMocks();
});

test("what is committed is what the descriptions give, to the byte", async () => {
  const { code, err } = await runIn(repository, "--check");
  expect(err).toBe("");
  expect(code).toBe(0);
});

test("--check is content with a fresh output", async () => {
  const { code, out } = await runIn(pristine, "--check");
  expect(code).toBe(0);
  expect(out).toContain("up to date");
});

test("--check names the file that a changed description makes stale, and writes nothing", async () => {
  const root = copyOf(["."], pristine);
  const description = join(root, "specs/2.12/openapi.yaml");
  writeFileSync(
    description,
    readFileSync(description, "utf8").replace("summary: List admins", "summary: List all admins"),
  );
  const before = readFileSync(join(root, declarations));
  const { code, err } = await runIn(root, "--check");
  expect(code).toBe(1);
  expect(err).toContain("packages/types-2.12/index.d.ts");
  expect(err).not.toContain("types-2.11");
  expect(readFileSync(join(root, declarations))).toEqual(before);
});

test("--check names a generated file that was edited by hand or that nothing generates", async () => {
  const root = copyOf(["."], pristine);
  appendFileSync(join(root, "packages/types-2.11/index.d.ts"), "export type Mine = 1;\n");
  writeFileSync(join(root, "packages/client/src/generated/old.ts"), "");
  const { code, err } = await runIn(root, "--check");
  expect(code).toBe(1);
  expect(err).toContain("packages/types-2.11/index.d.ts");
  expect(err).toContain("packages/client/src/generated/old.ts");
});

test("a broken description gives file, line, pointer and reason, and leaves the old output untouched", async () => {
  const root = copyOf(["."], pristine);
  const description = join(root, "specs/2.12/openapi.yaml");
  const broken = readFileSync(description, "utf8").replace('schemas/admin_list"', 'schemas/admin_lisst"');
  const line = broken.split("\n").findIndex((text) => text.includes("admin_lisst")) + 1;
  writeFileSync(description, broken);
  const before = readFileSync(join(root, declarations));
  const { code, err } = await runIn(root);
  expect(code).toBe(1);
  expect(err).toContain(`specs/2.12/openapi.yaml:${line} #/paths/~1admins/get/responses/200`);
  expect(err).toContain("resolve $ref");
  expect(readFileSync(join(root, declarations))).toEqual(before);
});

test("the bundle that pnpm generate runs holds validation too", () => {
  const root = copyOf(["."], pristine);
  const overlay = join(root, "specs/2.11/overlay.yaml");
  appendFileSync(
    overlay,
    "\n  - target: $.components.schemas.admin.properties\n    update: { odd: { type: whatever } }\n",
  );
  const command = join(repository, "tools/codegen/generate.mjs");
  const { status, stderr } = spawnSync(process.execPath, [command, "--root", root], { encoding: "utf8" });
  expect(stderr).toContain("#/components/schemas/admin/properties/odd/type");
  expect(status).toBe(1);
});

test("adding a version is adding a folder", async () => {
  const root = copyOf(["."], pristine);
  cpSync(join(root, "specs/2.12"), join(root, "specs/2.13"), { recursive: true });
  const { code } = await runIn(root);
  expect(code).toBe(0);
  expect(existsSync(join(root, "packages/types-2.13/index.d.ts"))).toBe(true);
  expect(readFileSync(join(root, "packages/client/src/generated/versions.ts"), "utf8")).toContain(
    '["2.11", "2.12", "2.13"]',
  );
});

test("a types package keeps the version that a release gave it", async () => {
  const root = copyOf(["."], pristine);
  const manifest = join(root, "packages/types-2.12/package.json");
  writeFileSync(manifest, readFileSync(manifest, "utf8").replace(/"version": "[^"]+"/, '"version": "3.1.4"'));
  expect((await runIn(root, "--check")).code).toBe(0);
});

test("an unknown option is refused with the usage", async () => {
  const { code, err } = await runIn(pristine, "--chek");
  expect(code).toBe(1);
  expect(err).toContain("--chek");
  expect(err).toContain("Usage: pnpm generate");
});

function copyOf(paths: string[], from: string): string {
  const root = mkdtempSync(join(tmpdir(), "generate-"));
  for (const path of paths) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    cpSync(join(from, path), join(root, path), { recursive: true });
  }
  return root;
}

async function runIn(root: string, ...args: string[]) {
  const out = vi.spyOn(console, "log").mockImplementation(() => {});
  const err = vi.spyOn(console, "error").mockImplementation(() => {});
  const code = await run(["--root", root, ...args]);
  return { code, out: out.mock.calls.join("\n"), err: err.mock.calls.join("\n") };
}
