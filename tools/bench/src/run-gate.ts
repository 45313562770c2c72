import { join } from "node:path";
import { countOurs, judge, readCeilings, type GateResult } from "./gate.ts";
import { cacheDirectory } from "./paths.ts";
import { prepareOurs } from "./prepare/ours.ts";

/** Packs the built client, counts, and holds the counts against `ceilings.json`. */
export async function runGate(): Promise<GateResult> {
  // a folder of its own, since `pnpm bench` may be running
  const ours = await prepareOurs(join(cacheDirectory, "gate"));
  const { rows, missing } = await countOurs(ours);
  return judge(rows, readCeilings(), missing);
}
