import { existsSync } from "node:fs";
import { join } from "node:path";
import { operationsOf, typesPackage, type Description } from "@intercom-openapi/descriptions";
import { json, readManifest } from "@intercom-openapi/support";
import { fillTemplate } from "./template.ts";

const REPOSITORY = "https://github.com/intercom-openapi/intercom-openapi";

/**
 * The manifest of a types package. Its version is the one thing that changesets owns, so it is kept.
 *
 * `commonjs`, because a CommonJS file may not import types from an ES module (TS1541); and the entry without a `types`
 * condition, because one declaration file serves `import` and `require` alike, having no default export to disagree on.
 */
export function packageManifest({ version, corrected }: Description, root: string): string {
  const directory = `packages/${typesPackage(version)}`;
  // a folder is there also where git left what it ignores
  const isThere = existsSync(join(root, directory, "package.json"));
  const manifest = {
    name: `@intercom-openapi/${typesPackage(version)}`,
    version: isThere ? readManifest(join(root, directory)).version : "0.0.0",
    description: `TypeScript types of the Intercom REST API ${version}. Unofficial.`,
    license: "MIT",
    repository: { type: "git", url: `git+${REPOSITORY}.git`, directory },
    keywords: ["intercom", "openapi", "types", "typescript"],
    type: "commonjs",
    types: "./index.d.ts",
    exports: { ".": "./index.d.ts", "./package.json": "./package.json" },
    files: ["index.d.ts"],
    sideEffects: false,
    engines: { node: ">=20.19" },
    publishConfig: { access: "public", provenance: true },
    intercom: { apiVersion: version, description: corrected.info["x-source"] },
  };
  return json(manifest);
}

/** The page of a types package, whose commands and snippets name its version. */
export function packageReadme({ version, corrected }: Description): string {
  const { commit, date } = corrected.info["x-source"];
  return fillTemplate("types-package.md", {
    version,
    package: `@intercom-openapi/${typesPackage(version)}`,
    operations: String(operationsOf(corrected).length),
    schemas: String(Object.keys(corrected.components.schemas).length),
    commit,
    date,
    repository: REPOSITORY,
  });
}
