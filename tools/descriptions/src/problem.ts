import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
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

/** What is wrong at some place of a file, whose line is looked up when it is told. */
export interface Unlocated {
  file: string;
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

/** Loaded when there is a problem: most runs have none, and it takes a third of a second. */
const redocly = () =>
  createRequire(import.meta.url)("@redocly/openapi-core") as typeof import("@redocly/openapi-core");

const sources = new Map<string, unknown>();

/**
 * The line of a node. One that the file does not have is where the nearest is that it is in.
 *
 * @param text what the file says, where it is not on this disk
 */
export function lineOf(file: string, pointer: string, text?: string): number {
  if (text === undefined && !statSync(file, { throwIfNoEntry: false })?.isFile()) return 1;
  const { getLineColLocation, Source } = redocly();
  // parsed once for all of its problems
  const source = (sources.get(file) ?? new Source(file, text ?? readFileSync(file, "utf8"))) as InstanceType<
    typeof Source
  >;
  sources.set(file, source);
  return getLineColLocation({ source, pointer, reportOnKey: true }).start.line;
}

/** A problem in a file, with its line. */
export function located({ file, pointer, reason }: Unlocated): Problem {
  return { file: relative(process.cwd(), file), line: lineOf(file, pointer), pointer, reason };
}

export function fromRedocly({ location: [location], message }: NormalizedProblem): Problem {
  if (!location) return { file: "", line: 1, pointer: "#/", reason: message };
  return {
    file: relative(process.cwd(), location.source.absoluteRef),
    line: redocly().getLineColLocation(location).start.line,
    pointer: location.pointer ?? "#/",
    reason: message,
  };
}
