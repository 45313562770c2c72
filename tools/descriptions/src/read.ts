import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import {
  bundle,
  createConfig,
  lintDocument,
  makeDocumentFromString,
  type Document,
} from "@redocly/openapi-core";
import type { OpenApiDocument } from "./openapi.ts";
import { OverlayResolver } from "./overlay-resolver.ts";
import { DescriptionError, fromRedocly, type Problem } from "./problem.ts";

export const specsDirectory = fileURLToPath(new URL("../../../specs", import.meta.url));

export interface Description {
  /** The folder's name, such as `2.12`. */
  version: string;
  /** As Intercom publishes it. */
  published: OpenApiDocument;
  /** After the overlay. */
  corrected: OpenApiDocument;
  /** The corrected document with its file, for messages that name a line. */
  source: Document<OpenApiDocument>;
  /** The corrections with their file. */
  overlay: Document;
}

/** The folders of `specs` that hold a description, oldest first. */
export function apiVersions(directory = specsDirectory): string[] {
  return readdirSync(directory)
    .filter((name) => existsSync(join(directory, name, "openapi.yaml")))
    .toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

const config = await createConfig({
  rules: { struct: "error", "no-unresolved-refs": "error", "operation-operationId-unique": "error" },
});

/**
 * One version's description, published and corrected.
 * @throws {DescriptionError} with file, line, pointer and reason of everything that keeps it from being used.
 */
export async function readDescription(version: string, directory = specsDirectory): Promise<Description> {
  const source = parse(join(directory, version, "openapi.yaml"));
  const published = structuredClone(source.parsed);
  const overlay = parse(join(directory, version, "overlay.yaml"));
  const resolver = new OverlayResolver(overlay, source);
  const { problems } = await bundle({
    doc: source,
    config,
    externalRefResolver: resolver,
    overlays: resolver.overlays,
  });
  resolver.checkLastAction();
  const invalid = await lintDocument({ document: source, externalRefResolver: resolver, config });
  throwIfAny([...problems, ...invalid].map(fromRedocly), resolver.problems);
  return { version, published, corrected: source.parsed, source, overlay };
}

function parse(file: string): Document<OpenApiDocument> {
  try {
    return makeDocumentFromString<OpenApiDocument>(readFileSync(file, "utf8"), file);
  } catch (error) {
    const { line, message } = error as { line?: number; message: string };
    const reason = message.replace(file, "").trim();
    throw new DescriptionError([
      { file: relative(process.cwd(), file), line: line ?? 1, pointer: "#/", reason },
    ]);
  }
}

function throwIfAny(...lists: Problem[][]): void {
  const all = new Map(lists.flat().map((problem) => [JSON.stringify(problem), problem]));
  if (all.size > 0) throw new DescriptionError([...all.values()]);
}
