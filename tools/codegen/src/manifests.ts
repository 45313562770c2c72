import { join } from "node:path";
import { typesPackage } from "@intercom-openapi/descriptions";
import { json, readManifest } from "@intercom-openapi/support";
import type { Files } from "./files.ts";

/** Who depends on the types of every version: on a range of them where it is published, on this workspace's elsewhere. */
const DEPENDENTS = [
  { folder: "packages/client", field: "dependencies", range: "workspace:^" },
  { folder: "tools/docs", field: "devDependencies", range: "workspace:*" },
] as const;

const SCOPE = "@intercom-openapi/";

/** The manifests of what depends on every types package; all else in them is written by hand. */
export function manifests(versions: string[], root: string): Files {
  return new Map(
    DEPENDENTS.map(({ folder, field, range }) => {
      const manifest = readManifest(join(root, folder));
      const others = Object.entries(manifest[field] ?? {}).filter(
        ([name]) => !name.startsWith(`${SCOPE}types-`),
      );
      const types = versions.map((version) => [SCOPE + typesPackage(version), range] as const);
      const sorted = [...others, ...types].toSorted(([a], [b]) => (a < b ? -1 : 1));
      manifest[field] = Object.fromEntries(sorted);
      return [`${folder}/package.json`, json(manifest)];
    }),
  );
}
