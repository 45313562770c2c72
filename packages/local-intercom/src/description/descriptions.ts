import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { OpenApiDocument } from "@intercom-openapi/descriptions/reading";
import { VersionApi } from "./version-api.ts";

/** A file of `@intercom-openapi/specs` for each version. */
const FILE = /^(\d+(?:\.\d+)*)\.json$/;

let known: ReadonlyMap<string, VersionApi> | undefined;

/** Every version that `@intercom-openapi/specs` describes, oldest first; read once per process, for nothing in it changes. */
export function versionApis(): ReadonlyMap<string, VersionApi> {
  known ??= read(
    join(dirname(createRequire(import.meta.url).resolve("@intercom-openapi/specs/package.json")), "dist"),
  );
  return known;
}

function read(directory: string): ReadonlyMap<string, VersionApi> {
  const versions = readdirSync(directory)
    .flatMap((name) => FILE.exec(name)?.[1] ?? [])
    .toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
  if (versions.length === 0) throw new Error(`${directory} has no description`);
  return new Map(
    versions.map((version) => {
      const text = readFileSync(join(directory, `${version}.json`), "utf8");
      return [version, new VersionApi(JSON.parse(text) as OpenApiDocument)];
    }),
  );
}
