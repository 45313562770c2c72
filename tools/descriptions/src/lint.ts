import { BaseResolver, createConfig, lintDocument } from "@redocly/openapi-core";
import { fromRedocly, type Problem } from "./problem.ts";
import type { Description } from "./read.ts";
import { rules, severities } from "./rules/index.ts";

const config = await createConfig({
  extends: ["recommended"],
  plugins: [rules],
  rules: severities,
});

/** What Redocly's recommended rules and our own have against a corrected description. */
export async function lint({ source }: Description): Promise<Problem[]> {
  const problems = await lintDocument({ document: source, externalRefResolver: new BaseResolver(), config });
  return problems.map((problem) => {
    const { reason, ...where } = fromRedocly(problem);
    return { ...where, reason: `${reason} (${problem.ruleId})` };
  });
}
