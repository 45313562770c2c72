import { officialText, parseOfficial } from "../official.ts";
import type { OpenApiDocument } from "../openapi.ts";
import { apiVersions, readDescription, specsDirectory, type Description } from "../read.ts";
import { UsageError } from "./usage-error.ts";

export interface Options {
  against?: string | undefined;
  url?: string | undefined;
  format?: string | undefined;
  write?: boolean | undefined;
  verify?: boolean | undefined;
  specs?: string | undefined;
  commit?: string | undefined;
  date?: string | undefined;
}

export function readAll({ specs = specsDirectory }: Options): Promise<Description[]> {
  return Promise.all(apiVersions(specs).map((version) => readDescription(version, specs)));
}

export async function readOne(version: string | undefined, options: Options): Promise<Description> {
  return readDescription(knownVersion(version, options), options.specs);
}

export function knownVersion(version: string | undefined, { specs = specsDirectory }: Options): string {
  const versions = apiVersions(specs);
  if (!version || !versions.includes(version)) {
    throw new UsageError(`No version ${version ?? "given"}: there are ${versions.join(", ")}.`);
  }
  return version;
}

/** The official description that `--against` or `--url` names. */
export async function readOfficial({
  against,
  url,
}: Options): Promise<{ text: string; document: OpenApiDocument }> {
  if (against && url) throw new UsageError("Give --against FILE or --url URL, not both.");
  const source = against ? { against } : url ? { url } : undefined;
  if (!source) throw new UsageError("Say which official description: --against FILE or --url URL.");
  const text = await officialText(source);
  return { text, document: parseOfficial(text, against ?? url ?? "") };
}
