import { mkdirSync, writeFileSync } from "node:fs";
import { arch, availableParallelism, cpus, loadavg, platform } from "node:os";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { COMPILERS } from "./compilers.ts";
import { CLIENTS, SERVERS, type Contender } from "./contenders.ts";
import { readCeilings } from "./gate.ts";
import { measureCodegen } from "./measures/codegen.ts";
import { measureEditor } from "./measures/editor.ts";
import { measureLocalIntercom } from "./measures/local-intercom.ts";
import { measureBytes, measureInstall } from "./measures/size.ts";
import { measureCalls, measureLoopback, measureStartup } from "./measures/speed.ts";
import { measureTypes } from "./measures/types.ts";
import { benchDirectory, cacheDirectory, prepareAll } from "./prepare.ts";
import { json, markdown, type Run } from "./report.ts";
import { GROUPS, OTHER_GROUPS, type Group, type Measure, type MeasureOptions, type Row } from "./rows.ts";

const MEASURES: Record<Group, Measure> = {
  bytes: measureBytes,
  install: measureInstall,
  types: measureTypes,
  startup: measureStartup,
  calls: measureCalls,
  loopback: measureLoopback,
  editor: measureEditor,
  codegen: measureCodegen,
  "local-intercom": measureLocalIntercom,
};

/** What is measured beside what; each is a table of its own. */
interface Comparison {
  title: string;
  /** What is to be known to read the table. */
  note: string;
  groups: readonly Group[];
  contenders: Contender[];
  /** Where they are laid out. */
  folder: string;
}

const COMPARISONS: Comparison[] = [
  {
    title: "This client beside its peers",
    note: `Node's own fetch is loaded before the import is timed. The sizes of this client include every types package and
openapi-fetch. Every call is answered with the same contact. Clients take turns of some hundred calls, each in a process
of its own; a stubbed fetch makes a request of what it is given, as every fetch does.`,
    groups: GROUPS,
    contenders: CLIENTS,
    folder: "",
  },
  {
    title: "The local Intercom beside Prism",
    note: `Both are started by their own command and answer from the same description; Prism keeps nothing, so that it
has no contacts to be started with or to search.`,
    groups: OTHER_GROUPS,
    contenders: SERVERS,
    folder: "servers",
  },
];

/** Measures these groups, each with every contender that can be had. */
export async function runBench(groups: readonly Group[], options: MeasureOptions): Promise<Run[]> {
  const runs: Run[] = [];
  for (const comparison of COMPARISONS) {
    const chosen = comparison.groups.filter((group) => groups.includes(group));
    if (chosen.length > 0) runs.push(await compare(comparison, chosen, options));
  }
  return runs;
}

async function compare(
  { title, note, contenders: all, folder }: Comparison,
  groups: Group[],
  options: MeasureOptions,
): Promise<Run> {
  const { contenders, missing } = await prepareAll(all, join(cacheDirectory, folder));
  const rows: Row[] = [];
  for (const group of groups) {
    console.error(`Measuring ${group}`);
    rows.push(...(await MEASURES[group](contenders, options)));
  }
  return { title, note, contenders, rows, ceilings: readCeilings(), missing, environment: environment() };
}

/** What the times depend on. Nothing that names the machine. */
function environment(): Record<string, string> {
  const model = cpus()[0]?.model.trim();
  return {
    Node: process.versions.node,
    TypeScript: COMPILERS.map(({ version }) => version).join(" and "),
    on: `${platform()} ${arch()}, ${availableParallelism()} cores${model ? ` (${model})` : ""}`,
    load: loadavg()
      .map((load) => load.toFixed(1))
      .join(" "),
    at: new Date().toISOString().slice(0, 10),
  };
}

/** Only a whole run is kept: half a table beside an older half would compare two days. */
export async function writeResults(run: Run): Promise<void> {
  const directory = join(benchDirectory, "results");
  mkdirSync(directory, { recursive: true });
  for (const [name, content] of [
    ["latest.md", markdown(run)],
    ["latest.json", json(run)],
  ] as const) {
    const filepath = join(directory, name);
    // as the repository's format check wants it, so that a result can be committed
    const options = { ...(await resolveConfig(filepath)), filepath };
    writeFileSync(filepath, await format(content, options));
  }
}
