import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";
import type { JsonValue } from "jsonpath-rfc9535";
import type { OpenApiDocument } from "./openapi.ts";
import { applyOverlay, type Overlay } from "./overlay.ts";
import { DescriptionError, lineOf, type Problem } from "./problem.ts";

export const specsDirectory = fileURLToPath(new URL("../../../specs", import.meta.url));

export interface Description {
  /** The folder's name, such as `2.12`. */
  version: string;
  /** As Intercom publishes it. */
  published: OpenApiDocument;
  /** After the overlay. */
  corrected: OpenApiDocument;
  overlay: Overlay;
  /** The files that the two came from. */
  files: { description: string; overlay: string };
}

/** One version's description as Intercom publishes it, whether or not the overlay fits. */
export function readPublished(version: string, directory = specsDirectory): OpenApiDocument {
  return parse<OpenApiDocument>(filesOf(version, directory).description);
}

/** The folders of `specs` that hold a description, oldest first. */
export function apiVersions(directory = specsDirectory): string[] {
  return readdirSync(directory)
    .filter((name) => existsSync(join(directory, name, "openapi.yaml")))
    .toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

export function filesOf(version: string, directory = specsDirectory): Description["files"] {
  return {
    description: join(directory, version, "openapi.yaml"),
    overlay: join(directory, version, "overlay.yaml"),
  };
}

/**
 * One version's description, published and corrected. `validate` tells whether it is sound.
 * @throws {DescriptionError} with file, line, pointer and reason of what cannot be read or applied.
 */
export async function readDescription(version: string, directory = specsDirectory): Promise<Description> {
  const files = filesOf(version, directory);
  const published = readPublished(version, directory);
  const overlay = parse<Overlay>(files.overlay);
  const corrected = structuredClone(published);
  const problems = applyOverlay(corrected as unknown as JsonValue, overlay);
  if (problems.length > 0) {
    throw new DescriptionError(await Promise.all(problems.map((problem) => located(files.overlay, problem))));
  }
  return { version, published, corrected, overlay, files };
}

async function located(
  file: string,
  { pointer, reason }: { pointer: string; reason: string },
): Promise<Problem> {
  return { file: relative(process.cwd(), file), line: await lineOf(file, pointer), pointer, reason };
}

function parse<T>(file: string): T {
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
