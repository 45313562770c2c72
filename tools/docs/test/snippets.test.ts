import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { createIntercomClient, exportMessages } from "@intercom-openapi/client";
import {
  routeTo,
  startLocalIntercom,
  type LocalIntercom,
  type LocalIntercomOptions,
} from "@intercom-openapi/local-intercom";
import { transformSync } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { isCollection, parseDocument } from "yaml";
import { distDirectory } from "../src/paths.ts";
import {
  blocksOf,
  pages,
  runSnippet,
  snippetsOf,
  writeSnippets,
  type Engine,
  type Snippet,
} from "../src/snippets/index.ts";
import { compilerOutput } from "./support/compiler-output.ts";

const folder = join(distDirectory, "snippets");
const all = pages();
// Jest is not installed here: `pnpm test:runtimes jest` runs those that need it
const snippets = all.flatMap((page) => snippetsOf(page)).filter(({ kind }) => kind !== "jest");

/** The pages without a fenced block, and why. A new page has blocks, or belongs here. */
const WITHOUT_BLOCKS: [page: RegExp, reason: string][] = [
  [/^\.github\/pull_request_template\.md$/, "commands of this repository, in the text"],
  [/^CODE_OF_CONDUCT\.md$/, "how we speak with each other"],
  [/^SECURITY\.md$/, "whom to tell"],
  [/^packages\/client\/docs\/migrating-.+\.md$/, "generated lists"],
  [/^tools\/consumers\/README\.md$/, "commands of this repository, in the text"],
];

/** What becomes of a block, by its language. One in any other language fails. */
const LANGUAGES: Record<string, string> = {
  ts: "compiled and run here",
  js: "compiled and run here",
  sh: "tools/workflows says of each what runs it",
  text: "not run: a drawing",
  yaml: "read here: a part of a file",
};

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  writeSnippets(folder, snippets);
});

/** Runs a snippet against an Intercom of its own, and tells how many requests it took. */
async function tried(snippet: Snippet, options: LocalIntercomOptions = {}): Promise<number> {
  // the less a job has to be waited for
  const local = await startLocalIntercom({ ...options, export: { polls: 1 } });
  try {
    await exportOnce(local);
    return await runSnippet(snippet, folder, engineFor(snippet), local);
  } finally {
    await local.close();
  }
}

/** The job that the guide to exports goes on with: the first of the workspace. */
async function exportOnce(local: LocalIntercom): Promise<void> {
  const intercom = createIntercomClient({ version: "2.12", token: local.token, fetch: routeTo(local.url) });
  const march = { from: new Date("2026-03-01"), to: new Date("2026-03-31") };
  const { jobIdentifier, stream } = await exportMessages(intercom, march, { poll: { minMs: 1 } });
  await stream?.cancel();
  expect(jobIdentifier).toBe("9f2c71a400000001");
}

test("every page has blocks, or is known to have none", () => {
  const lacking = all.filter((page) => blocksOf(page).length === 0);
  expect(lacking.filter((page) => !WITHOUT_BLOCKS.some(([known]) => known.test(page)))).toEqual([]);
  expect(WITHOUT_BLOCKS.filter(([known]) => !lacking.some((page) => known.test(page)))).toEqual([]);
});

test("it is known of every block what becomes of it", () => {
  const unknown = all.flatMap((page) => blocksOf(page)).filter(({ language }) => !(language in LANGUAGES));
  expect(unknown.map(({ page, line }) => `${page}:${line}`)).toEqual([]);
});

test("every part of a YAML file can be read, and holds something", () => {
  const parts = all.flatMap((page) => blocksOf(page)).filter(({ language }) => language === "yaml");
  const unreadable = parts.filter(({ code }) => {
    const { errors, warnings, contents } = parseDocument(code);
    return errors.length > 0 || warnings.length > 0 || !isCollection(contents);
  });
  expect(unreadable.map(({ page, line }) => `${page}:${line}`)).toEqual([]);
});

test("every snippet compiles, in strict mode", async () => {
  expect(await compilerOutput(folder)).toBe("");
});

/** Node 20 reads no TypeScript, and a loader takes longer in each process than most snippets do. */
function compiled(file: string): string {
  const beside = file.startsWith(folder) ? dirname(file) : folder;
  const out = join(beside, `${basename(file, extname(file))}.compiled.mjs`);
  if (!existsSync(out)) {
    const { code } = transformSync(readFileSync(file, "utf8"), { loader: "ts", format: "esm" });
    writeFileSync(out, code);
  }
  return out;
}

function engineFor({ code }: Snippet): Engine {
  const common = { node: process.execPath, env: process.env };
  const importsTypeScript = /from "\./.test(code);
  return importsTypeScript ? { ...common, flags: ["--import", "tsx"] } : { ...common, compiled };
}

const loops = "packages/client/docs/pagination.md";
const running = snippets.filter(({ kind }) => kind !== "types");

// some wait, most start a process
test.concurrent.for(running.filter(({ page }) => page !== loops))(
  "$name runs, against a local Intercom",
  async (snippet) => {
    await expect(tried(snippet)).resolves.toBeGreaterThanOrEqual(0);
  },
);

test.concurrent.for(running.filter(({ page }) => page === loops))(
  "$name runs, and its loop over pages goes through more than one",
  async (snippet) => {
    const seed = { contacts: 120, conversations: 200, companies: 120, articles: 200 };
    await expect(tried(snippet, { seed })).resolves.toBeGreaterThan(1);
  },
);
