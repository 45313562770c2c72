import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startLocalIntercom } from "@intercom-openapi/local-intercom";
import { afterAll, beforeAll, expect, test } from "vitest";
import { distDirectory } from "../src/paths.ts";
import { PAGES, snippetsOf } from "./support/snippets.ts";

const folder = join(distDirectory, "snippets");
const preload = fileURLToPath(new URL("support/preload.ts", import.meta.url));
const snippets = PAGES.flatMap(snippetsOf);
let local: Awaited<ReturnType<typeof startLocalIntercom>>;

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { file, code } of snippets) writeFileSync(join(folder, file), code);
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions }));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  local = await startLocalIntercom();
});

afterAll(() => local.close());

const compilerOptions = {
  strict: true,
  noEmit: true,
  target: "es2023",
  module: "nodenext",
  types: ["node"],
  moduleDetection: "force",
  // msw's declarations are not this project's to check
  skipLibCheck: true,
};

test.for(PAGES)("%s has snippets", (page) => {
  expect(snippetsOf(page).length).toBeGreaterThan(0);
});

test("every snippet compiles, in strict mode", () => {
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  const { stdout, status } = spawnSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], {
    encoding: "utf8",
    timeout: 55_000,
  });
  expect(stdout).toBe("");
  expect(status).toBe(0);
});

// one that imports types alone does nothing
const running = snippets.filter(({ code }) => /^import (?!type)/m.test(code));

test.for(running)("$file runs, against a local Intercom", async ({ file }) => {
  const { stderr } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "--import", preload, join(folder, file)],
    {
      cwd: dirname(preload),
      env: { ...process.env, LOCAL_INTERCOM: local.url, INTERCOM_TOKEN: local.token },
      timeout: 30_000,
    },
  );
  expect(stderr).toBe("");
});
