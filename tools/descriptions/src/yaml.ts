import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { DescriptionError } from "./problem.ts";
import type { Shape } from "./shape.ts";

// whoever corrects one place would change others, and a few lines could stand for billions
export const LIMITS = { maxAliases: 0 };

/** @throws {DescriptionError} with the line of what is no YAML, or not of that shape */
export function readYaml<T>(file: string, misfits: Shape): T {
  const content = parsed(file);
  const problems = misfits(content).map((misfit) => ({ file, ...misfit }));
  if (problems.length > 0) throw new DescriptionError(problems);
  return content as T;
}

function parsed(file: string): unknown {
  try {
    return load(readFileSync(file, "utf8"), { filename: file, ...LIMITS });
  } catch (error) {
    const { mark, reason, message } = error as { mark?: { line: number }; reason?: string; message: string };
    const line = (mark?.line ?? 0) + 1;
    throw new DescriptionError([{ file, line, pointer: "#/", reason: reason ?? message }]);
  }
}

export interface YamlFile<T> {
  file: string;
  content: T;
}

/**
 * What the YAML files of a folder hold, in the order of their names; nothing where there is no folder.
 *
 * @throws {DescriptionError} with the line of what is no YAML or not of that shape, and for a file that looks as if it were read and is not
 */
export function readYamlFolder<T>(folder: string, misfits: Shape): YamlFile<T>[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.(ya?ml|json)$/i.test(name))
    .toSorted()
    .map((name) => {
      const file = join(folder, name);
      const reason = "Only files whose names end in `.yaml` are read: rename it";
      if (!name.endsWith(".yaml")) throw new DescriptionError([{ file, pointer: "#/", reason }]);
      return { file, content: readYaml<T>(file, misfits) };
    });
}
