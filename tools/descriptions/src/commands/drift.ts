import { readFile } from "node:fs/promises";
import { makeDocumentFromString } from "@redocly/openapi-core";
import { driftOf } from "../drift.ts";
import type { OpenApiDocument } from "../openapi.ts";
import { formatExampleProblem } from "./check.ts";
import { readOne, type Options } from "./options.ts";
import { UsageError } from "./usage-error.ts";

export async function driftCommand([version]: string[], options: Options): Promise<number> {
  const description = await readOne(version, options);
  const { differences, examples, tally } = driftOf(description, await official(options));
  for (const { pointer, theirs, ours } of differences) {
    console.log(`${pointer}\n  theirs: ${theirs ?? "nothing"}\n  ours:   ${ours ?? "nothing"}`);
  }
  for (const problem of examples) console.log(formatExampleProblem(description.version, problem));
  console.log(`${description.version}: ${differences.length} differences`);
  for (const [of, { fit, checked }] of Object.entries(tally)) {
    console.log(
      `${description.version}: ${fit} of their ${checked} ${of} examples fit our corrected description`,
    );
  }
  return differences.length > 0 ? 1 : 0;
}

async function official({ against, url }: Options): Promise<OpenApiDocument> {
  if (against)
    return makeDocumentFromString<OpenApiDocument>(await readFile(against, "utf8"), against).parsed;
  if (!url) throw new UsageError("Say which official description: --against FILE or --url URL.");
  const response = await fetch(url);
  if (!response.ok) throw new UsageError(`${url} answered ${response.status}.`);
  return makeDocumentFromString<OpenApiDocument>(await response.text(), url).parsed;
}
