import { factsOf } from "./facts.ts";
import type { OpenApiDocument } from "./openapi.ts";

/** A fact that an official description and ours do not share. */
export interface Difference {
  pointer: string;
  theirs: string | undefined;
  ours: string | undefined;
}

export function differencesOf(official: OpenApiDocument, published: OpenApiDocument): Difference[] {
  const theirs = factsOf(official);
  const ours = factsOf(published);
  const pointers = [...new Set([...theirs.keys(), ...ours.keys()])];
  return pointers
    .map((pointer) => ({ pointer, theirs: theirs.get(pointer), ours: ours.get(pointer) }))
    .filter((difference) => difference.theirs !== difference.ours);
}

export function formatDifference({ pointer, theirs, ours }: Difference): string {
  return `${pointer}\n  theirs: ${theirs ?? "nothing"}\n  ours:   ${ours ?? "nothing"}`;
}
