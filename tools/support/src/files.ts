import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Writes a file that is whole or as it was, whenever the process ends; the folders above it are made. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}.part`;
  try {
    writeFileSync(partial, text);
    renameSync(partial, file);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/**
 * What to print of an error. What is thrown on purpose or by the system says enough; of a fault of the program's own,
 * which is of a kind such as `TypeError`, one wants to know where it was.
 *
 * @param usage said below what a command line cannot mean
 */
export function errorText(error: unknown, usage?: string): string {
  if (!(error instanceof Error)) return String(error);
  if (usage && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"))
    return `${error.message}\n\n${usage}`;
  return Object.getPrototypeOf(error) === Error.prototype ? error.message : (error.stack ?? String(error));
}
