import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { operationsOf, type OpenApiDocument, type OperationEntry } from "@intercom-openapi/descriptions";
import { packageDirectory } from "@intercom-openapi/support";
import { usesOf, type Uses } from "./uses.ts";

/** A version as its pages see it. */
export interface Version {
  version: string;
  document: OpenApiDocument;
  operations: OperationEntry[];
  /** What refers to a schema, by the schema's name. */
  uses: Map<string, Uses>;
}

/** Every version that `@intercom-openapi/specs` publishes, oldest first. */
export function publishedVersions(): Version[] {
  const directory = join(packageDirectory("@intercom-openapi/specs", import.meta.dirname), "dist");
  return readdirSync(directory)
    .filter((file) => file.endsWith(".json"))
    .map((file) => JSON.parse(readFileSync(join(directory, file), "utf8")) as OpenApiDocument)
    .map(versionOf)
    .toSorted((a, b) => a.version.localeCompare(b.version, "en", { numeric: true }));
}

export function versionOf(document: OpenApiDocument): Version {
  const { version } = document.info;
  return { version, document, operations: operationsOf(document), uses: usesOf(document) };
}
