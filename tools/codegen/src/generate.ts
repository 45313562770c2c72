import { readFileSync } from "node:fs";
import { join } from "node:path";
import { typesPackage, type Description } from "@intercom-openapi/descriptions";
import type { Files } from "./files.ts";
import { clientTables } from "./client-tables.ts";
import { declarations } from "./declarations.ts";
import { guides } from "./guides.ts";
import { manifests } from "./manifests.ts";
import { rootReadme } from "./readme.ts";
import { packageManifest, packageReadme } from "./types-package.ts";

/** Everything that is generated, from every version. Writes nothing. */
export async function generate(descriptions: Description[], root: string): Promise<Files> {
  const files: Files = new Map();
  const license = readFileSync(join(root, "LICENSE"), "utf8");
  for (const description of descriptions) {
    const folder = `packages/${typesPackage(description.version)}`;
    files.set(`${folder}/index.d.ts`, declarations(description));
    files.set(`${folder}/package.json`, packageManifest(description, root));
    files.set(`${folder}/README.md`, packageReadme(description));
    files.set(`${folder}/LICENSE`, license);
  }
  const versions = descriptions.map(({ version }) => version);
  files.set("README.md", rootReadme(versions, root));
  for (const some of [clientTables(descriptions, root), guides(descriptions), manifests(versions, root)]) {
    for (const [path, content] of some) files.set(path, content);
  }
  return files;
}
