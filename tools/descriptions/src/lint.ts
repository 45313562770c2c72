import { BaseResolver, createConfig, lintDocument, type NormalizedProblem } from "@redocly/openapi-core";
import { lintOverlay } from "./lint-overlay.ts";
import type { OpenApiDocument } from "./openapi.ts";
import { fromRedocly, type Problem } from "./problem.ts";
import type { Description } from "./read.ts";
import { rules, severities } from "./rules/index.ts";

const config = await createConfig({
  extends: ["recommended"],
  plugins: [rules],
  rules: severities,
});

/** What Redocly's recommended rules and our own have against a corrected description. */
export async function lint({ source, corrected, overlay }: Description): Promise<Problem[]> {
  const problems = await lintDocument({ document: source, externalRefResolver: new BaseResolver(), config });
  const ours = problems
    .filter((problem) => !isMarkedUnused(corrected, problem))
    .map((problem) => {
      const { reason, ...where } = fromRedocly(problem);
      return { ...where, reason: `${reason} (${problem.ruleId})` };
    });
  return [...ours, ...lintOverlay(overlay)];
}

/** A published schema that no operation uses is kept if `x-unused` says why. */
function isMarkedUnused({ components }: OpenApiDocument, { ruleId, location }: NormalizedProblem): boolean {
  if (ruleId !== "no-unused-components") return false;
  const name = location[0]?.pointer?.split("/").pop() ?? "";
  return typeof components.schemas[name]?.["x-unused"] === "string";
}
