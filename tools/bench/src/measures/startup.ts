import type { Prepared } from "../contenders.ts";
import { prepareWrapper } from "../prepare/wrapper.ts";
import type { StartupReport } from "../probes/startup.ts";
import { inRounds, samplesOf } from "../rounds.ts";
import type { RatioAim, Row } from "../row.ts";
import type { MeasureOptions } from "./measure.ts";
import { compileContenders, compileProbe, runProbe } from "./probe.ts";

const AIMS: RatioAim[] = [{ against: "openapi-fetch", atMost: 1.25 }];

/** From nothing to a client, in fresh processes. */
export async function measureStartup(contenders: Prepared[], { quick }: MeasureOptions): Promise<Row[]> {
  const [probe] = await Promise.all([compileProbe("startup"), compileContenders(contenders)]);
  const measure = (some: Prepared[]) =>
    inRounds(some, quick ? 5 : 15, (one) => runProbe<StartupReport>(probe, one, [], ["--expose-gc"]));
  const reports = await measure(contenders);
  const row = (key: keyof StartupReport, label: string, unit: "ms" | "KB"): Row => ({
    group: "startup",
    key: `startup.${key}`,
    label,
    unit,
    exact: false,
    samples: samplesOf(reports, (report) => report[key]),
  });
  const rows = [
    row("importMs", "Import", "ms"),
    { ...row("readyMs", "Import and construct", "ms"), aims: AIMS },
    row("heapKb", "Heap held by it", "KB"),
  ];
  const openapiFetch = contenders.find(({ id }) => id === "openapi-fetch");
  if (openapiFetch) {
    const samples = samplesOf(
      await measure([prepareWrapper(openapiFetch), openapiFetch]),
      ({ readyMs }) => readyMs,
    );
    const label = "Import and construct, of an empty package around openapi-fetch";
    rows.splice(2, 0, { ...row("readyMs", label, "ms"), key: "startup.wrapperMs", samples });
  }
  return rows;
}
