import { parseArgs } from "node:util";
import { join } from "node:path";
import {
  DescriptionError,
  onSound,
  readAllDescriptions,
  validateAll,
  type Description,
} from "@intercom-openapi/descriptions";
import { errorText, repository } from "@intercom-openapi/support";
import { generate } from "./generate.ts";
import { staleFiles, writeFiles } from "./files.ts";

const USAGE = `Usage: pnpm generate [--check] [--root <directory>]

Writes all that is made from specs: packages/types-<version>, packages/client/src/generated, the guides for those who
move, and what names the versions: the table in README.md, the manifests of who depends on all types.

  --check  write nothing; exit 1 and list the files that differ from what would be written
  --root   the repository to work in (default: this one)`;

/** Runs the command line and returns its exit code. */
export async function run(args: string[]): Promise<number> {
  try {
    return await main(args);
  } catch (error) {
    console.error(error instanceof DescriptionError ? error.message : errorText(error, USAGE));
    return 1;
  }
}

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { check: { type: "boolean" }, root: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const root = values.root ?? repository;
  const specs = join(root, "specs");
  const descriptions = readAllDescriptions(specs);
  tellLeftOut(descriptions);
  const files = await onSound(descriptions, () => generate(descriptions, root));
  const stale = staleFiles(root, files);
  // what gives the committed files was sound when they were committed
  if (stale.length > 0) await validateAll(descriptions);
  if (!values.check) {
    writeFiles(root, files, stale);
    console.log(`${files.size} files generated, ${stale.length} changed`);
    return 0;
  }
  if (stale.length === 0) {
    console.log(`${files.size} generated files are up to date`);
    return 0;
  }
  console.error(`Stale, run pnpm generate:\n${stale.map((file) => `  ${file}`).join("\n")}`);
  return 1;
}

/** What does not fit a version is left out of it, so that there are types to look at; `lint` says where each one is. */
function tellLeftOut(descriptions: Description[]): void {
  for (const { version, leftOut } of descriptions) {
    if (leftOut.length === 0) continue;
    console.warn(
      `${version}: ${leftOut.length} corrections do not fit and are left out; see pnpm descriptions lint`,
    );
  }
}
