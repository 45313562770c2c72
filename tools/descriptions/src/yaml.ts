import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { load } from "js-yaml";
import { DescriptionError } from "./problem.ts";

/** @throws {DescriptionError} with the line of what is no YAML. */
export function readYaml<T>(file: string): T {
  try {
    return load(readFileSync(file, "utf8"), { filename: file }) as T;
  } catch (error) {
    const { mark, reason, message } = error as { mark?: { line: number }; reason?: string; message: string };
    const line = (mark?.line ?? 0) + 1;
    throw new DescriptionError([
      { file: relative(process.cwd(), file), line, pointer: "#/", reason: reason ?? message },
    ]);
  }
}
