import { parseArgs } from "node:util";
import { officialText } from "../official.ts";
import { apiVersions, specsDirectory } from "../read.ts";

/** Those of all commands. */
export const OPTIONS = {
  specs: { type: "string", default: specsDirectory },
  base: { type: "string" },
  against: { type: "string" },
  url: { type: "string" },
  commit: { type: "string" },
  date: { type: "string" },
  verify: { type: "boolean" },
  help: { type: "boolean" },
} as const;

export type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>["values"];

/** The command line cannot be right; its message is shown above the usage. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export function knownVersion(version: string | undefined, { specs }: Options): string {
  const versions = apiVersions(specs);
  if (!version || !versions.includes(version)) {
    throw new UsageError(`No version ${version ?? "given"}: there are ${versions.join(", ")}.`);
  }
  return version;
}

/** The official description that `--against` or `--url` names. */
export async function readOfficial({ against, url }: Options): Promise<{ text: string; name: string }> {
  const name = against ?? url;
  if (!name || (against && url))
    throw new UsageError("Say which official description: --against FILE or --url URL.");
  return { text: await officialText(name, name === url), name };
}
