import type { Description } from "@intercom-openapi/descriptions";
import { diffOf } from "@intercom-openapi/descriptions/diff";
import { diffMarkdown } from "@intercom-openapi/descriptions/diff-report";
import type { Files } from "./files.ts";
import { movingGuide } from "./moving-guide.ts";
import { readFacts } from "./official-client.ts";

const FOLDER = "packages/client/docs";

/** The guides for those who move: from each version to the next, and from Intercom's own client. */
export function guides(descriptions: Description[]): Files {
  const steps = descriptions.slice(1).map((after, index) => ({ before: descriptions[index]!, after }));
  return new Map([
    ...steps.map(({ before, after }): [string, string] => [
      `${FOLDER}/${migrationGuide(before.version, after.version)}`,
      diffMarkdown(diffOf(before.corrected, after.corrected)),
    ]),
    [`${FOLDER}/moving-from-intercom-client.md`, movingGuide(readFacts(), descriptions)],
  ]);
}

/** What the guide from one version to another is called, in the client's docs. */
export function migrationGuide(from: string, to: string): string {
  return `migrating-${from}-to-${to}.md`;
}
