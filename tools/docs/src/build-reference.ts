import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apiVersions, readDescription } from "@intercom-openapi/descriptions";
import { distDirectory, repository } from "./paths.ts";
import { referencePage } from "./reference-page.ts";

// what specs/dist holds, read from where that is made from: the page cannot be older than the description
const specs = join(repository, "specs");
mkdirSync(distDirectory, { recursive: true });
for (const version of apiVersions(specs)) {
  const file = join(distDirectory, `${version}.html`);
  writeFileSync(file, referencePage(await readDescription(version, specs)));
  console.log(file);
}
