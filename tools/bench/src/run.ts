import { parseArgs } from "node:util";
import { errorText } from "@intercom-openapi/support";
import { runBench, writeResults } from "./bench.ts";
import { breached, runGate, verdictLines } from "./gate.ts";
import { countsOf, readmeProblems } from "./readme-table.ts";
import { markdown } from "./report.ts";
import { GROUPS, OTHER_GROUPS, type Group } from "./rows.ts";

const USAGE = `Usage: pnpm bench [--only <groups>] [--quick] | pnpm bench --gate

Measures this client beside its peers, prints one table, and keeps it in tools/bench/results.

  --only   some of ${GROUPS.join(",")}, which is the table,
           and ${OTHER_GROUPS.join(",")}, which is one of its own; prints only
  --quick  fewer rounds; prints only
  --gate   only counts what is exact, and compares it with tools/bench/ceilings.json`;

/** Runs the command line and returns its exit code. */
export async function run(args: string[]): Promise<number> {
  try {
    return await main(args);
  } catch (error) {
    console.error(errorText(error, USAGE));
    return 1;
  }
}

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string" },
      quick: { type: "boolean" },
      gate: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const groups = values.only === undefined ? GROUPS : groupsOf(values.only);
  if (!groups) {
    console.error(`No such group in ${values.only}\n\n${USAGE}`);
    return 1;
  }
  return values.gate ? gate() : bench(groups, values.quick ?? false);
}

async function gate(): Promise<number> {
  const result = await runGate();
  console.log(verdictLines(result).join("\n"));
  if (!breached(result)) return 0;
  console.error(
    "\nTake away as much elsewhere, or raise the ceiling in tools/bench/ceilings.json and say why there.",
  );
  return 1;
}

async function bench(groups: readonly Group[], quick: boolean): Promise<number> {
  for (const result of await runBench(groups, { quick })) {
    console.log(markdown(result));
    for (const problem of readmeProblems(countsOf(result.rows))) console.error(problem);
    if (groups === GROUPS && !quick) await writeResults(result);
  }
  return 0;
}

function groupsOf(list: string): Group[] | undefined {
  const names = list.split(",");
  const known = [...GROUPS, ...OTHER_GROUPS].filter((group) => names.includes(group));
  return known.length === new Set(names).size ? known : undefined;
}
