import type { Prepared } from "../contenders.ts";
import type { AllocationReport, CallsReport } from "../probes/calls.ts";
import { inRounds, samplesOf } from "../rounds.ts";
import type { RatioAim, Row } from "../row.ts";
import type { MeasureOptions } from "./measure.ts";
import { compileContenders, compileProbe, runProbe } from "./probe.ts";

// room for every call's garbage, so that none is collected before it is counted
const NO_COLLECTION = ["--expose-gc", "--min-semi-space-size=512", "--max-semi-space-size=512"];

const AIMS: RatioAim[] = [
  { against: "openapi-fetch", atMost: 1.25 },
  { against: "intercom-client-7", atMost: 0.5 },
];

/** What a call costs by itself: over a fetch that answers at once. */
export async function measureCalls(contenders: Prepared[], { quick }: MeasureOptions): Promise<Row[]> {
  const [probe] = await Promise.all([compileProbe("calls"), compileContenders(contenders)]);
  const times = await inRounds(contenders, quick ? 3 : 9, (contender) =>
    runProbe<CallsReport>(probe, contender, ["times", 3000]),
  );
  const allocations = await inRounds(contenders, quick ? 1 : 5, (contender) =>
    runProbe<AllocationReport>(probe, contender, ["allocations", 1000], NO_COLLECTION),
  );
  const common = { group: "calls", exact: false } as const;
  return [
    {
      ...common,
      key: "calls.read",
      label: "GET over a stubbed fetch",
      unit: "µs",
      samples: samplesOf(times, ({ readUs }) => readUs),
      aims: AIMS,
    },
    {
      ...common,
      key: "calls.write",
      label: "POST over a stubbed fetch",
      unit: "µs",
      samples: samplesOf(times, ({ writeUs }) => writeUs),
      aims: AIMS,
    },
    {
      ...common,
      key: "calls.allocated",
      label: "Allocated by such a GET",
      unit: "KB",
      samples: samplesOf(allocations, ({ readKb }) => readKb),
    },
  ];
}
