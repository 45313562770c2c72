import { load } from "js-yaml";
import { expect } from "vitest";
import { adopt } from "../../src/adopt/adopt.ts";
import { differencesOf } from "../../src/differences.ts";
import type { OpenApiDocument, Schema } from "../../src/openapi.ts";
import { excerpt, officialOf, THEIR_WORDS } from "./official.ts";

export const TAGS = "/contacts/{contact_id}/tags";
export const text = excerpt(TAGS, "/tags", "/me");
export const ours = load(text) as OpenApiDocument;
const theirs = JSON.stringify(officialOf(ours));
export const provenance = { commit: "abc1234", date: "2026-12-01", sha256: "0".repeat(64) };

export const schema = (d: OpenApiDocument, name: string) =>
  d.components.schemas[name] as Schema & { properties: Record<string, Schema>; required: string[] };

export function adopted(change: (official: OpenApiDocument) => void) {
  const official = JSON.parse(theirs) as OpenApiDocument;
  change(official);
  const result = adopt(text, official, provenance);
  const after = load(result.text) as OpenApiDocument;
  expect(result.left).toEqual([]);
  expect(differencesOf(official, after)).toEqual([]);
  expect(result.text).not.toContain(THEIR_WORDS);
  return { after, ...linesOf(result.text) };
}

/** The lines that only one of the two has, without those that say where it is from. */
function linesOf(after: string): { removed: string[]; added: string[] } {
  const [before, now] = [text.split("\n"), after.split("\n")];
  return {
    removed: without(before, now).filter(isNoProvenance),
    added: without(now, before).filter(isNoProvenance),
  };
}

function without(lines: string[], others: string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = counts.get(line) ?? 0;
    counts.set(line, count - 1);
    return count <= 0;
  });
}

function isNoProvenance(line: string): boolean {
  return !/^ {4}(commit|date|sha256): /.test(line);
}
