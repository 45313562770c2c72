import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { CONTENDERS } from "./contenders.ts";
import { environment } from "./environment.ts";
import { readCeilings } from "./gate.ts";
import { MEASURES } from "./measures/index.ts";
import { ownPrograms } from "./measures/programs.ts";
import { cacheDirectory, resultsDirectory } from "./paths.ts";
import { prepareOurs } from "./prepare/ours.ts";
import { preparePeers } from "./prepare/peers.ts";
import { json } from "./report/json.ts";
import { markdown, type Run } from "./report/markdown.ts";
import { GROUPS, type Group, type Row } from "./row.ts";

export interface BenchOptions {
  groups: readonly Group[];
  quick: boolean;
}

/** Measures every contender that can be had. */
export async function runBench({ groups, quick }: BenchOptions): Promise<Run> {
  const ours = await prepareOurs(cacheDirectory);
  const { peers, missing } = await preparePeers(CONTENDERS.filter(({ id }) => id !== "ours"));
  const contenders = [ours, ...peers];
  const rows: Row[] = [];
  for (const group of GROUPS.filter((name) => groups.includes(name))) {
    console.error(`Measuring ${group}`);
    rows.push(...(await MEASURES[group](contenders, { quick })));
  }
  if (groups.includes("types")) {
    for (const { label } of (await ownPrograms(ours)).missing) {
      missing.push(`types of "${label}": the client does not export them yet`);
    }
  }
  return { contenders, rows, ceilings: readCeilings(), missing, environment: environment() };
}

/** Only a whole run is kept: half a table beside an older half would compare two days. */
export async function writeResults(run: Run): Promise<void> {
  mkdirSync(resultsDirectory, { recursive: true });
  await writeFormatted("latest.md", markdown(run));
  await writeFormatted("latest.json", json(run));
}

/** As the repository's format check wants it, so that a result can be committed. */
async function writeFormatted(name: string, content: string): Promise<void> {
  const filepath = join(resultsDirectory, name);
  writeFileSync(filepath, await format(content, { ...(await resolveConfig(filepath)), filepath }));
}
