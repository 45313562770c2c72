import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "@intercom-openapi/support";

/** Content by path relative to the repository. */
export type Files = Map<string, string>;

/** The generated files that are missing, differ, or are no longer generated. */
export function staleFiles(root: string, files: Files): string[] {
  const changed = [...files]
    .filter(([path, content]) => read(join(root, path)) !== content)
    .map(([path]) => path);
  return [...changed, ...orphans(root, files)].toSorted();
}

/** Writes what is stale; by now every file's content is known, so a failure before this leaves the old output whole. */
export function writeFiles(root: string, files: Files, stale: string[]): void {
  for (const path of stale) {
    const target = join(root, path);
    const content = files.get(path);
    if (content === undefined) {
      rmSync(target);
      continue;
    }
    writeWhole(target, content);
  }
}

/** What is written by tools only: one that nothing gives any more, such as those of a version that is gone, is stale. */
const GENERATED = [
  /^packages\/client\/src\/generated\/[^/]+$/,
  /^packages\/client\/docs\/migrating-.+-to-.+\.md$/,
  /^packages\/types-[^/]+\/(?:index\.d\.ts|package\.json|README\.md|LICENSE)$/,
];

function orphans(root: string, files: Files): string[] {
  const packages = list(root, "packages").filter((path) => path.startsWith("packages/types-"));
  return ["packages/client/src/generated", "packages/client/docs", ...packages]
    .flatMap((folder) => list(root, folder))
    .filter((path) => GENERATED.some((pattern) => pattern.test(path)) && !files.has(path));
}

function list(root: string, folder: string): string[] {
  const directory = join(root, folder);
  return existsSync(directory) ? readdirSync(directory).map((name) => `${folder}/${name}`) : [];
}

function read(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
