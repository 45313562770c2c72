import { readFileSync } from "node:fs";
import type { NormalizedProblem } from "@redocly/openapi-core";
import type { Layers } from "./assemble.ts";
import type { OpenApiDocument } from "./openapi.ts";
import { authorsOf, type CorrectionFile } from "./corrections.ts";
import { DescriptionError, fromRedocly, lineOf, type Problem } from "./problem.ts";
import type { Description } from "./read.ts";
import { pointerKey } from "./ref.ts";
import { rules, severities } from "./rules/index.ts";
import { isForSome } from "./versions.ts";
import { homeOf } from "./words/home.ts";
import type { WordsFile } from "./words/words.ts";

// so that the bundle of tools/codegen, which is one file, loads Redocly no sooner than this module
const { BaseResolver, createConfig, lintDocument, Source } = await import("@redocly/openapi-core");

const recommended = await createConfig({
  extends: ["recommended"],
  plugins: [rules],
  // our own rule asks for the same, and more
  rules: { ...severities, "operation-summary": "off", "tag-description": "off" },
});

const sound = await createConfig({
  rules: { struct: "error", "operation-operationId-unique": "error" },
});

/** The rules about words and examples: what they miss is written in `specs/words`, not where the facts are. */
const ABOUT_WORDS = new Set([
  "intercom/described",
  "intercom/exemplified",
  "intercom/nullable",
  "no-invalid-media-type-examples",
]);

/** What Redocly's recommended rules and our own have against one corrected description. */
export async function lint(description: Description, layers: Layers): Promise<Problem[]> {
  const problems = (await redocly(description, recommended)).filter(
    (problem) => !isMarkedUnused(description.corrected, problem),
  );
  const pointers = problems.map((problem) => fromRedocly(problem).pointer);
  const authors = authorsOf(description.published, layers.corrections, pointers);
  const found = problems.map((problem) => {
    const told = fromRedocly(problem);
    const reason = `${description.version}: ${told.reason} (${problem.ruleId})`;
    // nobody edits the facts
    const home = ABOUT_WORDS.has(problem.ruleId)
      ? homeOf(description.corrected, layers.words, told.pointer)
      : authors.get(told.pointer);
    const where = home && { file: home.file, line: lineOf(home.file, home.pointer) };
    return { ...told, ...where, reason };
  });
  const unclear = description.words.problems.map(({ reason, ...place }) => ({
    ...place,
    reason: `${description.version}: ${reason} (words)`,
  }));
  return [...found, ...description.leftOut, ...unclear];
}

/** What is wrong with the corrections and the words themselves, whatever the version. */
export function lintLayers(descriptions: Description[], { corrections, words }: Layers): Problem[] {
  return [
    ...corrections.flatMap((file) => idle(descriptions, file)),
    ...forNothing(descriptions),
    ...undeclared(descriptions),
    ...objectProblems(words),
  ];
}

/** Corrections for no version that there is or that may come. */
function idle(descriptions: Description[], { file, corrections }: CorrectionFile): Problem[] {
  const versions = descriptions.map(({ version }) => version);
  return corrections.flatMap(({ "x-versions": range }, index) => {
    if (range === undefined || isForSome(range, versions)) return [];
    const reason = `There is no version that \`${range}\` takes in. (versions)`;
    return [{ file, pointer: `#/actions/${index}/x-versions`, reason }];
  });
}

/** Objects that no example is like, and names that two have. */
function objectProblems(files: WordsFile[]): Problem[] {
  const liked = new Set(
    files.flatMap(({ words }) =>
      [...JSON.stringify(words).matchAll(/"\$like":"([^"]*)"/g)].map(([, n]) => n),
    ),
  );
  const seen = new Set<string>();
  return files.flatMap(({ file, words }) =>
    Object.keys(words.objects ?? {}).flatMap((name) => {
      const twice = seen.has(name);
      seen.add(name);
      const pointer = `#/objects/${pointerKey(name)}`;
      if (twice) return [{ file, pointer, reason: `There is another object \`${name}\`. (words)` }];
      return liked.has(name) ? [] : [{ file, pointer, reason: "No example is like this object. (words)" }];
    }),
  );
}

/** Words that have found what they are about in no version. */
function forNothing(descriptions: Description[]): Problem[] {
  const used = new Set(descriptions.flatMap(({ words }) => [...words.used]));
  const unused = new Map(
    descriptions.flatMap(({ words }) => words.unused).map((place) => [place.file + place.pointer, place]),
  );
  return [...unused]
    .filter(([key]) => !used.has(key))
    .map(([, place]) => ({ ...place, reason: "Words for what is in no version. (words)" }));
}

/** Properties of examples that no version declares. */
function undeclared(descriptions: Description[]): Problem[] {
  const left = descriptions.map(({ words }) => new Map(words.left.map((place) => [keyOf(place), place])));
  const all = new Map(left.flatMap((places) => [...places]));
  return [...all].flatMap(([key, { file, pointer, property }]) => {
    // a version that does not have the example says nothing of it
    const shown = descriptions.filter(({ words }) => words.used.has(file + pointer));
    if (!shown.every((description) => left[descriptions.indexOf(description)]?.has(key))) return [];
    return [{ file, pointer, reason: `No version declares \`${property}\` of this example. (words)` }];
  });
}

function keyOf({ file, pointer, property }: { file: string; pointer: string; property: string }): string {
  return `${file}${pointer} ${property}`;
}

/** @throws {DescriptionError} when a description is no OpenAPI document. */
export async function validate(description: Description): Promise<void> {
  const problems = await redocly(description, sound);
  if (problems.length > 0) throw new DescriptionError(problems.map(fromRedocly));
}

function redocly({ corrected, file }: Description, config: typeof sound): Promise<NormalizedProblem[]> {
  const source = new Source(file, readFileSync(file, "utf8"));
  const document = { source, parsed: structuredClone(corrected) };
  return lintDocument({ document, externalRefResolver: new BaseResolver(), config });
}

/** A published schema that no operation uses is kept if `x-unused` says why. */
function isMarkedUnused({ components }: OpenApiDocument, { ruleId, location }: NormalizedProblem): boolean {
  if (ruleId !== "no-unused-components") return false;
  const name = location[0]?.pointer?.split("/").pop() ?? "";
  return typeof components.schemas[name]?.["x-unused"] === "string";
}
