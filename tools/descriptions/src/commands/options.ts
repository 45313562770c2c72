import { officialText } from "../official.ts";
import { apiVersions, specsDirectory } from "../read.ts";
import { UsageError } from "./usage-error.ts";

export interface Options {
  against?: string | undefined;
  url?: string | undefined;
  format?: string | undefined;
  verify?: boolean | undefined;
  specs?: string | undefined;
  commit?: string | undefined;
  date?: string | undefined;
  base?: string | undefined;
}

export function knownVersion(version: string | undefined, { specs = specsDirectory }: Options): string {
  const versions = apiVersions(specs);
  if (!version || !versions.includes(version)) {
    throw new UsageError(`No version ${version ?? "given"}: there are ${versions.join(", ")}.`);
  }
  return version;
}

/** The official description that `--against` or `--url` names. */
export async function readOfficial({ against, url }: Options): Promise<{ text: string; name: string }> {
  if (against && url) throw new UsageError("Give --against FILE or --url URL, not both.");
  const source = against ? { against } : url ? { url } : undefined;
  if (!source) throw new UsageError("Say which official description: --against FILE or --url URL.");
  return { text: await officialText(source), name: against ?? url ?? "" };
}
