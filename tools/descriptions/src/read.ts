import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { repository } from "@intercom-openapi/support";
import { assemble, type Assembled, type Layers } from "./assemble.ts";
import { readCorrections } from "./corrections.ts";
import type { OpenApiDocument } from "./openapi.ts";
import { DescriptionError } from "./problem.ts";
import { misshapen } from "./sound.ts";
import { compareVersions, isVersion } from "./versions.ts";
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

/**
 * The folders of `specs` that hold a description, oldest first.
 *
 * @throws {DescriptionError} for what looks like a version and is none
 */
export function apiVersions(specs = specsDirectory): string[] {
  const names = statSync(specs, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(specs) : [];
  const versions = names.filter((name) => existsSync(factsFile(name, specs)));
  const others = names.filter((name) => !versions.includes(name));
  const wrong = [
    ...versions.filter((name) => !isVersion(name)),
    ...others.filter((name) => isVersion(name.replace(/\.(ya?ml|json)$/i, ""))),
  ];
  const reason =
    "A version is a folder such as `2.12` with an `openapi.yaml`; `pnpm descriptions adopt` makes it";
  if (wrong.length > 0) {
    throw new DescriptionError(wrong.map((name) => ({ file: join(specs, name), pointer: "#/", reason })));
  }
  return versions.toSorted(compareVersions);
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
 * @throws {DescriptionError} with file and line of what is no YAML, no description, or none after the corrections
 */
export function readDescription(
  version: string,
  specs = specsDirectory,
  layers = readLayers(specs),
): Description {
  const file = factsFile(version, specs);
  const published = readYaml<OpenApiDocument>(file, misshapen);
  if (published.info.version !== version || !published.info["x-source"]) {
    const reason = `Not as \`pnpm descriptions adopt ${version}\` writes it`;
    throw new DescriptionError([{ file, pointer: "#/info", reason }]);
  }
  return { version, published, file, ...assemble(published, layers, file) };
}

/**
 * All versions' descriptions, oldest first.
 *
 * @throws {DescriptionError} also where there is none
 */
export function readAllDescriptions(specs = specsDirectory, layers = readLayers(specs)): Description[] {
  const versions = apiVersions(specs);
  if (versions.length === 0) {
    const reason = "There is no version here: no folder such as `2.12` with an `openapi.yaml`";
    throw new DescriptionError([{ file: specs, pointer: "#/", reason }]);
  }
  return versions.map((version) => readDescription(version, specs, layers));
}
