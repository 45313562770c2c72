import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { relative } from "node:path";
import type { NormalizedProblem, Source } from "@redocly/openapi-core";

/** What is wrong at some place of a file. */
export interface Problem {
  file: string;
  /** JSON pointer inside the file. */
  pointer: string;
  reason: string;
  /** Where the pointer leads, which is looked up when it is told. */
  line?: number;
}

export type Located = Required<Problem>;

/** Thrown when a description or an overlay cannot be used; nothing has been written by then. */
export class DescriptionError extends Error {
  override readonly name = "DescriptionError";

  readonly problems: Located[];

  constructor(problems: Problem[]) {
    super(problems.map(formatProblem).join("\n"));
    this.problems = problems.map(located);
  }
}

export function formatProblem(problem: Problem): string {
  return formatLocated(located(problem));
}

export function formatLocated({ file, line, pointer, reason }: Located): string {
  return `${file}:${line} ${pointer}\n  ${reason}`;
}

/** Loaded when there is a problem: most runs have none, and it takes a third of a second. */
const redocly = () =>
  createRequire(import.meta.url)("@redocly/openapi-core") as typeof import("@redocly/openapi-core");

const sources = new Map<string, Source>();

/**
 * The line of a node. One that the file does not have is where the nearest is that it is in.
 *
 * @param text what the file says, where it is not on this disk
 */
export function lineOf(file: string, pointer: string, text?: string): number {
  if (text === undefined && !statSync(file, { throwIfNoEntry: false })?.isFile()) return 1;
  const { getLineColLocation, Source } = redocly();
  // parsed once for all of its problems
  const source = sources.get(file) ?? new Source(file, text ?? readFileSync(file, "utf8"));
  sources.set(file, source);
  return getLineColLocation({ source, pointer, reportOnKey: true }).start.line;
}

/** A problem with its line, and its file from the working directory. */
export function located({ file, pointer, reason, line = lineOf(file, pointer) }: Problem): Located {
  return { file: relative(process.cwd(), file), line, pointer, reason };
}

export function fromRedocly({ location: [location], message }: NormalizedProblem): Problem {
  const { source, pointer = "#/" } = location!;
  const { line } = redocly().getLineColLocation(location!).start;
  return { file: source.absoluteRef, line, pointer, reason: message };
}
