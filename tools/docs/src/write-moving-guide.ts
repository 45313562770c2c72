import { readFileSync, writeFileSync } from "node:fs";
import { movingGuide as file, repository } from "./paths.ts";
import { currentGuide } from "./current-guide.ts";

const guide = await currentGuide();
if (!process.argv.includes("--check")) writeFileSync(file, guide);
else if (readFileSync(file, "utf8") !== guide) {
  console.error(
    `${file.slice(repository.length)} is stale: run pnpm --filter @intercom-openapi/docs generate`,
  );
  process.exitCode = 1;
}
