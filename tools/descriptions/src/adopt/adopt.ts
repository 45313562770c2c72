import { createHash } from "node:crypto";
import { load } from "js-yaml";
import { differencesOf, type Difference } from "../differences.ts";
import type { Info, OpenApiDocument } from "../openapi.ts";
import { mergeDescriptions } from "./merge.ts";
import { renamesOf, withNames } from "./renames.ts";
import { rewriteYaml } from "./rewrite.ts";

export interface Adoption {
  /** The new text of our description. */
  text: string;
  /** What was different. */
  adopted: Difference[];
  /** What still is: nothing, unless they state something that cannot be said in OpenAPI 3.1. */
  left: Difference[];
}

/** Where and when their file was read. */
export type Provenance = Pick<Info["x-source"], "commit" | "date" | "sha256">;

/**
 * Our description with every fact of an official one. Our words stay where what they are about stays; theirs never
 * come along, so that `lint` names what is to be written.
 */
export function adopt(text: string, official: OpenApiDocument, provenance: Provenance): Adoption {
  const ours = load(text) as OpenApiDocument;
  const adopted = differencesOf(official, ours);
  if (adopted.length === 0) return { text, adopted, left: [] };
  const renames = renamesOf(ours, official);
  const merged = mergeDescriptions(withNames(ours, renames), official);
  const source = { ...merged.info["x-source"], ...provenance };
  const after = { ...merged, info: { ...merged.info, "x-source": source } };
  return { text: rewriteYaml(text, ours, after, renames), adopted, left: differencesOf(official, after) };
}

/** Without a commit it is the newest, as of today. */
export function provenanceOf(
  text: string,
  { commit, date }: { commit?: string | undefined; date?: string | undefined },
): Provenance {
  return {
    commit: commit ?? "main",
    date: date ?? new Date().toISOString().slice(0, 10),
    sha256: createHash("sha256").update(text).digest("hex"),
  };
}
