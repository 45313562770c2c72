import { existsSync, readFileSync } from "node:fs";
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

const sources = new Map<string, unknown>();

/**
 * The line of a node. One that the file does not have is where the nearest is that it is in. Redocly is loaded here
 * only, as most runs have no problem.
 *
 * @param text what the file says, where it is not on this disk
 */
export async function lineOf(file: string, pointer: string, text?: string): Promise<number> {
  if (text === undefined && !existsSync(file)) return 1;
  const { getLineColLocation, Source } = await import("@redocly/openapi-core");
  // parsed once for all of its problems
  const source = (sources.get(file) ?? new Source(file, text ?? readFileSync(file, "utf8"))) as InstanceType<
    typeof Source
  >;
  sources.set(file, source);
  return getLineColLocation({ source, pointer, reportOnKey: true }).start.line;
}

/** A problem in a file, with its line. */
export async function located(file: string, pointer: string, reason: string): Promise<Problem> {
  return { file: relative(process.cwd(), file), line: await lineOf(file, pointer), pointer, reason };
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
