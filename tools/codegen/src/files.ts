import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

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
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
}

/** Files of `generated` folders that nothing generates any more. */
function orphans(root: string, files: Files): string[] {
  const folders = new Set(
    [...files.keys()].map(dirname).filter((folder) => basename(folder) === "generated"),
  );
  return [...folders]
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((path) => !files.has(path));
}

function read(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
