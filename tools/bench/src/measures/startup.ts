import type { Prepared } from "../contenders.ts";
import type { StartupReport } from "../probes/startup.ts";
import { inRounds, samplesOf } from "../rounds.ts";
import type { Row } from "../row.ts";
import type { MeasureOptions } from "./measure.ts";
import { compileContenders, compileProbe, runProbe } from "./probe.ts";

/** From nothing to a client, in fresh processes. */
export async function measureStartup(contenders: Prepared[], { quick }: MeasureOptions): Promise<Row[]> {
  const [probe] = await Promise.all([compileProbe("startup"), compileContenders(contenders)]);
  const reports = await inRounds(contenders, quick ? 5 : 15, (contender) =>
    runProbe<StartupReport>(probe, contender, [], ["--expose-gc"]),
  );
  const row = (key: keyof StartupReport, label: string, unit: "ms" | "KB"): Row => ({
    group: "startup",
    key: `startup.${key}`,
    label,
    unit,
    exact: false,
    samples: samplesOf(reports, (report) => report[key]),
  });
  return [
    row("importMs", "Import", "ms"),
    {
      ...row("readyMs", "Import and construct", "ms"),
      aims: [{ against: "openapi-fetch", atMost: 1.25 }],
    },
    row("heapKb", "Heap held by it", "KB"),
  ];
}
