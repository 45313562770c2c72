import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
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

/** What the YAML files of a folder hold, in the order of their names; nothing where there is no folder. */
export function readYamlFolder<T>(folder: string): { file: string; content: T }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .toSorted()
    .map((name) => join(folder, name))
    .map((file) => ({ file, content: readYaml<T>(file) }));
}
