import { readFile } from "node:fs/promises";
import { load } from "js-yaml";
import type { OpenApiDocument } from "./openapi.ts";
import { formatLocated, lineOf } from "./problem.ts";
import type { Misfit } from "./shape.ts";
import { misshapen } from "./sound.ts";
import { LIMITS } from "./yaml.ts";

/** An official description cannot be had or understood; the message names each thing and its place. */
export class OfficialError extends Error {
  override readonly name = "OfficialError";
}

/** The text of a description of Intercom's, from a file, or over HTTP where its name is a URL. */
export async function officialText(name: string, isUrl: boolean): Promise<string> {
  try {
    if (!isUrl) return await readFile(name, "utf8");
    const response = await fetch(name, { signal: AbortSignal.timeout(60_000) });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return await response.text();
  } catch (error) {
    throw new OfficialError(`${name} cannot be read: ${reasonOf(error)}`);
  }
}

/** Reads an official description as it is; `publishedFacts` takes its facts out of it. */
export function parseOfficial(text: string, name: string): OpenApiDocument {
  let document: unknown;
  try {
    document = load(text, LIMITS);
  } catch (error) {
    const { mark } = error as { mark?: { line: number } };
    throw new OfficialError(`${name}:${(mark?.line ?? 0) + 1} is no YAML: ${reasonOf(error)}`);
  }
  refuse(misshapen(document), { text, name });
  return document as OpenApiDocument;
}

/** @throws {OfficialError} with the line of each problem, if there is one */
export function refuse(problems: Misfit[], { text, name }: { text: string; name: string }): void {
  const told = problems.map((problem) =>
    formatLocated({ ...problem, file: name, line: lineOf(name, problem.pointer, text) }),
  );
  if (told.length > 0) throw new OfficialError(told.join("\n"));
}

/** One line of an error: a failed `fetch` says why in its cause. */
function reasonOf(error: unknown): string {
  const { message, cause, reason } = error as Error & { reason?: string };
  const why = cause instanceof Error && cause.message ? `${message} (${cause.message})` : (reason ?? message);
  return why.split("\n")[0] ?? "";
}
