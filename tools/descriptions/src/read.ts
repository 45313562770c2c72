import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { repository } from "@intercom-openapi/support";
import { assemble, type Assembled, type Layers } from "./assemble.ts";
import { readCorrections } from "./corrections.ts";
import type { OpenApiDocument } from "./openapi.ts";
import { compareVersions } from "./versions.ts";
import { readWords } from "./words/words.ts";
import { readYaml } from "./yaml.ts";

export const specsDirectory = join(repository, "specs");

export interface Description extends Assembled {
  /** The folder's name, such as `2.12`. */
  version: string;
  /** The facts as Intercom publishes them. */
  published: OpenApiDocument;
  /** The file that they are in. */
  file: string;
}

/** The folders of `specs` that hold a description, oldest first. */
export function apiVersions(specs = specsDirectory): string[] {
  return readdirSync(specs)
    .filter((name) => existsSync(factsFile(name, specs)))
    .toSorted(compareVersions);
}

export function factsFile(version: string, specs = specsDirectory): string {
  return join(specs, version, "openapi.yaml");
}

export function readLayers(specs = specsDirectory): Layers {
  return { corrections: readCorrections(specs), words: readWords(specs) };
}

/**
 * One version's description, published and corrected. What of the corrections and the words does not fit is in it;
 * `validate` tells whether the rest is sound.
 *
 * @throws {DescriptionError} with file and line of what is no YAML
 */
export function readDescription(
  version: string,
  specs = specsDirectory,
  layers = readLayers(specs),
): Description {
  const file = factsFile(version, specs);
  const published = readYaml<OpenApiDocument>(file);
  return { version, published, file, ...assemble(published, layers) };
}

/** All versions' descriptions, oldest first. */
export function readAllDescriptions(specs = specsDirectory, layers = readLayers(specs)): Description[] {
  return apiVersions(specs).map((version) => readDescription(version, specs, layers));
}
