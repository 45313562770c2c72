import { join } from "node:path";
import { readBase } from "../changeset/base.ts";
import { atLeast } from "../changeset/bump.ts";
import { changesetName, packagesOf, pendingBump, writeChangeset } from "../changeset/file.ts";
import { impactOf, type Impact } from "../changeset/impact.ts";
import { readAllDescriptions } from "../read.ts";
import { UsageError, type Options } from "./options.ts";

const FIRST: Impact = { bump: "minor", changes: [{ text: "the first release", bump: "minor" }] };

/**
 * Writes a changeset for every version whose description changed since the base, or with `--verify`
 * only checks that the changesets written since then ask for no less.
 *
 * A breaking change asks for `major` whatever the version: changesets makes 1.0.0 of a 0.x with it,
 * and a user whose range is `^0.x` stays where he is.
 */
export async function run(_operands: string[], options: Options): Promise<number> {
  if (!options.base) throw new UsageError("Say what to compare with: --base <directory or git ref>.");
  const root = join(options.specs, "..");
  const directory = join(root, ".changeset");
  const base = await readBase(options.base, root);
  const before = new Map(base.descriptions.map(({ version, corrected }) => [version, corrected]));

  let lacking = 0;
  for (const { version, corrected } of readAllDescriptions(options.specs)) {
    const old = before.get(version);
    const impact = old ? impactOf(old, corrected) : FIRST;
    if (!impact) {
      console.log(`${version}: nothing changed`);
      continue;
    }
    if (options.verify) {
      lacking += missingBumps(version, impact, directory, base.changesets);
      continue;
    }
    const name = changesetName(version, old);
    console.log(`${version}: ${writeChangeset(directory, name, version, impact)}, .changeset/${name}`);
  }
  if (lacking > 0) console.error(`Run pnpm descriptions changeset --base ${options.base}`);
  return lacking > 0 ? 1 : 0;
}

function missingBumps(
  version: string,
  { bump, changes }: Impact,
  directory: string,
  known: Set<string>,
): number {
  const lacking = packagesOf(version).filter((name) => {
    const pending = pendingBump(directory, name, known);
    if (!atLeast(pending, bump)) {
      console.error(`${name}: the change is ${bump}, the changesets say ${pending ?? "nothing"}`);
      return true;
    }
    console.log(`${name}: ${pending}, and ${bump} is needed`);
    return false;
  });
  const reasons = changes.filter((change) => change.bump === bump);
  if (lacking.length > 0) for (const { text } of reasons) console.error(`  ${text}`);
  return lacking.length;
}
