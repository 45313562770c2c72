import { statSync } from "node:fs";
import { command, Scratch } from "@intercom-openapi/support";
import { UsageError } from "../commands/options.ts";
import { apiVersions, readAllDescriptions, type Description } from "../read.ts";

/** What there was before: the descriptions, and the changesets that were pending already. */
export interface Base {
  descriptions: Description[];
  changesets: Set<string>;
}

/** Reads the descriptions of another `specs` directory, or of a commit, branch or tag of this repository. */
export async function readBase(base: string, root: string): Promise<Base> {
  if (statSync(base, { throwIfNoEntry: false })?.isDirectory())
    return { descriptions: descriptionsIn(base), changesets: new Set() };
  const commit = await commitOf(base, root);
  const listed = await git(root, "ls-tree", "-r", "--name-only", commit, "--", "specs", ".changeset");
  const files = listed.split("\n");
  using scratch = new Scratch();
  for (const file of files.filter((name) => /^specs\/[^/]+\/[^/]+\.yaml$/.test(name))) {
    scratch.write(file, await git(root, "show", `${commit}:${file}`));
  }
  const changesets = files.filter((name) => name.startsWith(".changeset/")).map((name) => name.slice(11));
  return { descriptions: descriptionsIn(scratch.file("specs")), changesets: new Set(changesets) };
}

/** None, where there was no version yet. */
function descriptionsIn(specs: string): Description[] {
  return apiVersions(specs).length > 0 ? readAllDescriptions(specs) : [];
}

async function commitOf(ref: string, root: string): Promise<string> {
  try {
    const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
    return (await git(root, ...args)).trim();
  } catch {
    throw new UsageError(`${ref} is neither a directory nor a commit, branch or tag.`);
  }
}

function git(root: string, ...args: string[]): Promise<string> {
  return command("git", ["-C", root, ...args]);
}
