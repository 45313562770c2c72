import { relative } from "node:path";
import { getLineColLocation, type NormalizedProblem } from "@redocly/openapi-core";

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

export function fromRedocly(problem: NormalizedProblem): Problem {
  const [location] = problem.location;
  if (!location) {
    return { file: "", line: 1, pointer: "#/", reason: problem.message };
  }
  return {
    file: relative(process.cwd(), location.source.absoluteRef),
    line: getLineColLocation(location).start.line,
    pointer: location.pointer ?? "#/",
    reason: problem.message,
  };
}
