import { diffMarkdown } from "../diff-report.ts";
import { diffOf } from "../diff.ts";
import { readDescription } from "../read.ts";
import { knownVersion, UsageError, type Options } from "./options.ts";

export async function run([from, to]: string[], { format = "text", ...options }: Options): Promise<number> {
  const read = (version: string | undefined) =>
    readDescription(knownVersion(version, options), options.specs);
  const diff = diffOf(read(from).corrected, read(to).corrected);
  const guide = diffMarkdown(diff);
  const forms: Record<string, () => string> = {
    json: () => JSON.stringify(diff, null, 2),
    markdown: () => guide,
    text: () => guide.replaceAll(/[`#]/g, "").trim(),
  };
  if (!Object.hasOwn(forms, format)) throw new UsageError(`No format ${format}: use text, json or markdown.`);
  console.log(forms[format]!());
  return 0;
}
