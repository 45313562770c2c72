import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { diffMarkdown } from "../diff-report.ts";
import { diffOf } from "../diff.ts";
import { readOne, type Options } from "./options.ts";
import { UsageError } from "./usage-error.ts";
import { specsDirectory } from "../read.ts";

export async function diffCommand([from, to]: string[], options: Options): Promise<number> {
  const [before, after] = [await readOne(from, options), await readOne(to, options)];
  const diff = diffOf(before.corrected, after.corrected);
  const guide = diffMarkdown(diff);
  const { specs = specsDirectory } = options;
  const file = join(specs, `../packages/client/docs/migrating-${from}-to-${to}.md`);
  if (options.write) {
    writeFileSync(file, guide);
    return 0;
  }
  if (options.verify) {
    if (readFileSync(file, "utf8") === guide) return 0;
    console.error(`${file} is stale: run pnpm descriptions diff ${from} ${to} --write`);
    return 1;
  }
  console.log(render(guide, diff, options.format ?? "text"));
  return 0;
}

function render(guide: string, diff: unknown, format: string): string {
  if (format === "json") return JSON.stringify(diff, null, 2);
  if (format === "markdown") return guide;
  if (format === "text") return guide.replaceAll(/[`#]/g, "").trim();
  throw new UsageError(`No format ${format}: use text, json or markdown.`);
}
