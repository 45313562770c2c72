import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Prepared } from "../contenders.ts";
import type { LoopbackReport } from "../probes/loopback.ts";
import { inRounds, samplesOf } from "../rounds.ts";
import type { Row } from "../row.ts";
import type { MeasureOptions } from "./measure.ts";
import { compileContenders, compileProbe, runProbe } from "./probe.ts";

/** Calls of a server on this machine, one after the other and sixteen at a time. */
export async function measureLoopback(contenders: Prepared[], { quick }: MeasureOptions): Promise<Row[]> {
  const [probe, script] = await Promise.all([
    compileProbe("loopback"),
    compileProbe("server"),
    compileContenders(contenders),
  ]);
  const server = fork(script);
  try {
    const url = await address(server);
    const reports = await inRounds(contenders, quick ? 3 : 5, (contender) =>
      runProbe<LoopbackReport>(probe, contender, [url, quick ? 800 : 2000]),
    );
    const common = { group: "loopback", exact: false } as const;
    return [
      {
        ...common,
        key: "loopback.read",
        label: "GET over loopback",
        unit: "µs",
        samples: samplesOf(reports, ({ readUs }) => readUs),
      },
      {
        ...common,
        key: "loopback.perSecond",
        label: "GETs with 16 under way (more is better)",
        unit: "per second",
        samples: samplesOf(reports, ({ perSecond }) => perSecond),
      },
    ];
  } finally {
    server.disconnect();
  }
}

async function address(server: ChildProcess): Promise<string> {
  const [url] = (await Promise.race([
    once(server, "message"),
    once(server, "exit").then(() => {
      throw new Error("The server of the loopback measure did not start");
    }),
  ])) as [string];
  return url;
}
