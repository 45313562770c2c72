import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Files } from "./files.ts";
import { typesPackage } from "./types-package.ts";

/** Who depends on the types of every version: on a range of them where it is published, on this workspace's elsewhere. */
const DEPENDENTS = [
  { file: "packages/client/package.json", field: "dependencies", range: "workspace:^" },
  { file: "tools/docs/package.json", field: "devDependencies", range: "workspace:*" },
] as const;

const SCOPE = "@intercom-openapi/";

type Dependencies = Record<string, string>;
type Manifest = Record<(typeof DEPENDENTS)[number]["field"], Dependencies>;

/** The manifests of what depends on every types package; all else in them is written by hand. */
export function manifests(versions: string[], root: string): Files {
  return new Map(
    DEPENDENTS.map(({ file, field, range }) => {
      const manifest = JSON.parse(readFileSync(join(root, file), "utf8")) as Manifest;
      const others = Object.entries(manifest[field]).filter(([name]) => !name.startsWith(`${SCOPE}types-`));
      const types = versions.map((version) => [SCOPE + typesPackage(version), range]);
      const sorted = [...others, ...types].toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1));
      manifest[field] = Object.fromEntries(sorted) as Dependencies;
      return [file, `${JSON.stringify(manifest, null, 2)}\n`];
    }),
  );
}
