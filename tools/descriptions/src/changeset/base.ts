import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { UsageError } from "../commands/usage-error.ts";
import { readAllDescriptions, type Description } from "../read.ts";

/** What there was before: the descriptions, and the changesets that were pending already. */
export interface Base {
  descriptions: Description[];
  changesets: Set<string>;
}

/** Reads the descriptions of another `specs` directory, or of a commit, branch or tag of this repository. */
export async function readBase(base: string, root: string): Promise<Base> {
  if (existsSync(base)) return { descriptions: readAllDescriptions(base), changesets: new Set() };
  const commit = commitOf(base, root);
  const files = git(root, "ls-tree", "-r", "--name-only", commit, "--", "specs", ".changeset").split("\n");
  const directory = mkdtempSync(join(tmpdir(), "specs-at-"));
  try {
    for (const file of files.filter((name) => /^specs\/[^/]+\/[^/]+\.yaml$/.test(name))) {
      const copy = join(directory, file);
      mkdirSync(dirname(copy), { recursive: true });
      writeFileSync(copy, git(root, "show", `${commit}:${file}`));
    }
    const changesets = files.filter((name) => name.startsWith(".changeset/")).map((name) => name.slice(11));
    const specs = join(directory, "specs");
    return {
      descriptions: existsSync(specs) ? readAllDescriptions(specs) : [],
      changesets: new Set(changesets),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function commitOf(ref: string, root: string): string {
  try {
    return git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`).trim();
  } catch {
    throw new UsageError(`${ref} is neither a directory nor a commit, branch or tag.`);
  }
}

function git(root: string, ...args: string[]): string {
  return execFileSync("git", ["-C", root, ...args], { encoding: "utf8", maxBuffer: 64e6 });
}
