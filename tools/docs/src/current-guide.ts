import { readFileSync } from "node:fs";
import { join } from "node:path";
import { apiVersions, readDescription } from "@intercom-openapi/descriptions";
import { format, resolveConfig } from "prettier";
import { movingGuide as file, factsFile, repository } from "./paths.ts";
import { movingGuide } from "./moving-guide.ts";
import type { OfficialClient } from "./official-client.ts";

/** The guide that the committed facts and descriptions give, formatted as the repository is. */
export async function currentGuide(): Promise<string> {
  const specs = join(repository, "specs");
  const descriptions = await Promise.all(
    apiVersions(specs).map((version) => readDescription(version, specs)),
  );
  const facts = JSON.parse(readFileSync(factsFile, "utf8")) as OfficialClient;
  return format(movingGuide(facts, descriptions), { ...(await resolveConfig(file)), filepath: file });
}
