import { existsSync, readFileSync } from "node:fs";
import { writeWhole } from "@intercom-openapi/support";
import { adopt, sha256, type Provenance } from "../adopt/adopt.ts";
import { readPlaceholderNames } from "../adopt/placeholders.ts";
import { differencesOf, formatDifference } from "../document-diff.ts";
import type { OpenApiDocument } from "../openapi.ts";
import { formatProblem } from "../problem.ts";
import { factsFile, readDescription } from "../read.ts";
import { misshapen } from "../sound.ts";
import { isVersion } from "../versions.ts";
import { readYaml } from "../yaml.ts";
import { readOfficial, UsageError, type Options } from "./options.ts";

const MOST_SHOWN = 200;
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/**
 * Writes the facts of an official description, whole, and names what does not fit them any more. A version without a
 * folder gets one. A description that is not understood leaves everything untouched.
 */
export async function run([version]: string[], options: Options): Promise<number> {
  const { specs, commit, date } = options;
  if (!version || !isVersion(version)) {
    throw new UsageError(`${version ?? "That"} is no version: give one such as 2.13, or Preview.`);
  }
  if (commit !== undefined && !/^[0-9a-f]{7,40}$/.test(commit))
    throw new UsageError(`--commit is one of their repository, such as 8889625, not ${commit}.`);
  if (date !== undefined && !DAY.test(date))
    throw new UsageError(`--date is a day such as 2026-08-21, not ${date}.`);
  const official = await readOfficial(options);
  const file = factsFile(version, specs);
  const before = existsSync(file) ? readYaml<OpenApiDocument>(file, misshapen) : undefined;
  const provenance = provenanceOf(official.text, before, options);
  const names = readPlaceholderNames(specs);
  const { facts, text, unnamed, dangling } = adopt(official, version, provenance, names);
  if (!before || readFileSync(file, "utf8") !== text) writeWhole(file, text);

  const differences = before ? differencesOf(factsOf(before), factsOf(facts)) : [];
  for (const difference of differences.slice(0, MOST_SHOWN)) console.log(formatDifference(difference));
  if (differences.length > MOST_SHOWN) console.log(`… and ${differences.length - MOST_SHOWN} more`);
  console.log(`${version}: ${before ? `${differences.length} facts adopted` : "a new version"}`);
  for (const name of unnamed) console.log(`${version}: ${name} has no operationId; it is named by rule`);
  for (const { pointer, reason } of dangling) console.log(`${version}: ${pointer}: ${reason}`);
  const { leftOut } = readDescription(version, specs);
  for (const left of leftOut) console.error(formatProblem(left));
  if (leftOut.length > 0) console.error(`${version}: ${leftOut.length} corrections do not fit; correct them`);
  return leftOut.length > 0 ? 1 : 0;
}

/** The same file is from where it was, unless the command line says otherwise. */
function provenanceOf(text: string, before: OpenApiDocument | undefined, options: Options): Provenance {
  const known = before?.info["x-source"];
  const same = known?.sha256 === sha256(text) ? known : undefined;
  return {
    commit: options.commit ?? same?.commit ?? "main",
    date: options.date ?? same?.date ?? new Date().toISOString().slice(0, 10),
  };
}

/** Without where they are from. */
function factsOf({ info, ...facts }: OpenApiDocument): object {
  return { ...facts, info: { title: info.title, version: info.version } };
}
