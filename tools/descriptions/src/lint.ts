import { readFileSync } from "node:fs";
import type { NormalizedProblem } from "@redocly/openapi-core";
import { lintOverlay } from "./lint-overlay.ts";
import type { OpenApiDocument } from "./openapi.ts";
import { DescriptionError, fromRedocly, type Problem } from "./problem.ts";
import type { Description } from "./read.ts";
import { rules, severities } from "./rules/index.ts";

// so that the bundle of tools/codegen, which is one file, loads Redocly no sooner than this module
const { BaseResolver, createConfig, lintDocument, Source } = await import("@redocly/openapi-core");

const recommended = await createConfig({ extends: ["recommended"], plugins: [rules], rules: severities });

const sound = await createConfig({
  rules: { struct: "error", "no-unresolved-refs": "error", "operation-operationId-unique": "error" },
});

/** What Redocly's recommended rules and our own have against a corrected description. */
export async function lint(description: Description): Promise<Problem[]> {
  const problems = await redocly(description, recommended);
  const ours = problems
    .filter((problem) => !isMarkedUnused(description.corrected, problem))
    .map(async (problem) => {
      const { reason, ...where } = await fromRedocly(problem);
      return { ...where, reason: `${reason} (${problem.ruleId})` };
    });
  return [...(await Promise.all(ours)), ...(await lintOverlay(description))];
}

/** @throws {DescriptionError} when a description is no OpenAPI document, or a reference leads nowhere. */
export async function validate(description: Description): Promise<void> {
  const problems = await redocly(description, sound);
  if (problems.length > 0) throw new DescriptionError(await Promise.all(problems.map(fromRedocly)));
}

function redocly({ corrected, files }: Description, config: typeof sound): Promise<NormalizedProblem[]> {
  const source = new Source(files.description, readFileSync(files.description, "utf8"));
  const document = { source, parsed: structuredClone(corrected) };
  return lintDocument({ document, externalRefResolver: new BaseResolver(), config });
}

/** A published schema that no operation uses is kept if `x-unused` says why. */
function isMarkedUnused({ components }: OpenApiDocument, { ruleId, location }: NormalizedProblem): boolean {
  if (ruleId !== "no-unused-components") return false;
  const name = location[0]?.pointer?.split("/").pop() ?? "";
  return typeof components.schemas[name]?.["x-unused"] === "string";
}
