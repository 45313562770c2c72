import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { NormalizedProblem } from "@redocly/openapi-core";

/** What is wrong in a description, and where. */
export interface Problem {
  /** The file, relative to the working directory. */
  file: string;
  line: number;
  /** JSON pointer inside the file. */
  pointer: string;
  reason: string;
}

/** Thrown when a description or an overlay cannot be used; nothing has been written by then. */
export class DescriptionError extends Error {
  override readonly name = "DescriptionError";

  constructor(readonly problems: Problem[]) {
    super(problems.map(formatProblem).join("\n"));
  }
}

export function formatProblem({ file, line, pointer, reason }: Problem): string {
  return `${file}:${line} ${pointer}\n  ${reason}`;
}

/**
 * The line of a node. One that only an overlay brings has none in the description: the nearest that it is in stands
 * for it. Redocly is loaded here only, as most runs have no problem.
 */
export async function lineOf(file: string, pointer: string): Promise<number> {
  const { getLineColLocation, Source } = await import("@redocly/openapi-core");
  const source = new Source(file, readFileSync(file, "utf8"));
  return getLineColLocation({ source, pointer, reportOnKey: false }).start.line;
}

export async function fromRedocly({ location: [location], message }: NormalizedProblem): Promise<Problem> {
  if (!location) return { file: "", line: 1, pointer: "#/", reason: message };
  const { getLineColLocation } = await import("@redocly/openapi-core");
  return {
    file: relative(process.cwd(), location.source.absoluteRef),
    line: getLineColLocation(location).start.line,
    pointer: location.pointer ?? "#/",
    reason: message,
  };
}
