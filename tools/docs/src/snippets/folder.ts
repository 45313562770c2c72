import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Snippet } from "./snippets.ts";

/** A careful user's. */
const compilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  target: "es2023",
  module: "nodenext",
  types: ["node"],
  resolveJsonModule: true,
  allowImportingTsExtensions: true,
  checkJs: true,
  // one file of the page may declare what another declares too
  moduleDetection: "force",
  // the declarations of msw and others are not this project's to check
  skipLibCheck: true,
};

/** Saves snippets as their reader would, with a tsconfig.json for all of them. */
export function writeSnippets(folder: string, snippets: Snippet[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { file, code } of snippets) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), code);
  }
  const files = snippets.map(({ file }) => file);
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
}
