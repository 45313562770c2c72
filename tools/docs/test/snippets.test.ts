import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { distDirectory, repository } from "../src/paths.ts";

// the other pages show parts of an application, with names that stand for the reader's own
const PAGES = [
  "README.md",
  "packages/client/docs/errors.md",
  "packages/client/docs/retries.md",
  "packages/client/docs/moving-from-intercom-client.md",
  ...readdirSync(join(repository, "packages"))
    .filter((name) => name.startsWith("types-"))
    .map((name) => `packages/${name}/README.md`),
];

test("every snippet of these pages compiles on its own, in strict mode", () => {
  const folder = join(distDirectory, "snippets");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const snippets = PAGES.flatMap((page) =>
    snippetsOf(readFileSync(join(repository, page), "utf8")).map((code, n) => ({ page, code, n })),
  );
  expect(new Set(snippets.map(({ page }) => page))).toEqual(new Set(PAGES));
  for (const { page, code, n } of snippets) {
    writeFileSync(join(folder, `${page.replaceAll("/", "_")}-${n + 1}.ts`), code);
  }
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        target: "es2023",
        module: "nodenext",
        types: ["node"],
        moduleDetection: "force",
        // msw's declarations are not this project's to check
        skipLibCheck: true,
      },
    }),
  );
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  const { stdout, status } = spawnSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], {
    encoding: "utf8",
    timeout: 55_000,
  });
  expect(stdout).toBe("");
  expect(status).toBe(0);
});

function snippetsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);
}
