import { createHash } from "node:crypto";
import { dump } from "js-yaml";
import { OfficialError, parseOfficial, refuse } from "../official.ts";
import type { Info, OpenApiDocument } from "../openapi.ts";
import type { PlaceholderNames } from "./placeholders.ts";
import { publishedFacts, type Published } from "./published.ts";

/** Where and when an official file was read. */
export type Provenance = Pick<Info["x-source"], "commit" | "date">;

export interface Adoption extends Published {
  /** The official description as it is. */
  document: OpenApiDocument;
  /** The whole of `specs/<version>/openapi.yaml`. */
  text: string;
}

/**
 * The facts of an official file, as our file of them.
 *
 * @throws {OfficialError} with line, pointer and reason of each thing that cannot be understood
 */
export function adopt(
  official: { text: string; name: string },
  version: string,
  { commit, date }: Provenance,
  exceptions: PlaceholderNames,
): Adoption {
  const document = parseOfficial(official.text, official.name);
  const theirs = String(document.info.version);
  if (theirs !== version) {
    throw new OfficialError(`${official.name} describes version ${theirs}, not ${version}`);
  }
  const result = publishedFacts(document, version, exceptions);
  refuse(result.problems, official);
  const source: Info["x-source"] = {
    repository: "https://github.com/intercom/Intercom-OpenAPI",
    file: `descriptions/${folderOf(version)}/api.intercom.io.yaml`,
    commit,
    date,
    license: "MIT",
    sha256: sha256(official.text),
  };
  Object.assign(result.facts.info, { "x-source": source });
  return { ...result, document, text: factsText(result.facts) };
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Intercom's folder of what is not released has a number. */
function folderOf(version: string): string {
  return /^\d/.test(version) ? version : "0";
}

function factsText(facts: object): string {
  const note =
    "# Written by `pnpm descriptions adopt`; corrections and words are in the folders beside this one.\n";
  return note + dump(facts, { lineWidth: 120, quoteStyle: "double", noRefs: true });
}
