import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { Prepared } from "../contenders.ts";
import { cacheDirectory, prepareWrapper } from "../prepare.ts";
import type { StartReport, Tasks } from "../probe.ts";
import {
  inRounds,
  samplesOf,
  type Aim,
  type MeasureOptions,
  type Results,
  type Row,
  type Unit,
} from "../rows.ts";

const GC = "--expose-gc";
// room for every call's garbage, so that none is collected before it is counted
const NO_COLLECTION = [GC, "--min-semi-space-size=512", "--max-semi-space-size=512"];

const CALL_AIMS: Aim[] = [
  { against: "openapi-fetch", atMost: 1 },
  { against: "intercom-client-7", atMost: 0.5 },
];

/** From nothing to a client, in fresh processes. */
export async function measureStartup(contenders: Prepared[], { quick }: MeasureOptions): Promise<Row[]> {
  const probe = await compileProbe(contenders);
  const reportsOf = (some: Prepared[]) =>
    inRounds(some, quick ? 5 : 25, (one) => during(probe, one, [GC], (child) => ask(child, "start")));
  const reports = await reportsOf(contenders);
  const row = (key: keyof StartReport, label: string, unit: Unit, aims: Aim[] = []): Row => ({
    key: `startup.${key}`,
    label,
    unit,
    samples: samplesOf(reports, key),
    aims,
  });
  const rows = [
    row("importMs", "Import", "ms"),
    row("readyMs", "Import and construct", "ms", [{ against: "openapi-fetch", atMost: 1.4 }]),
    row("heapKb", "Heap held by it", "KB"),
  ];
  const openapiFetch = contenders.find(({ id }) => id === "openapi-fetch");
  if (openapiFetch) {
    const wrapper = prepareWrapper(openapiFetch);
    await compileProbe([wrapper]);
    const samples = samplesOf(await reportsOf([wrapper, openapiFetch]), "readyMs");
    const label = "Import and construct, of an empty package around openapi-fetch";
    rows.splice(2, 0, { ...row("readyMs", label, "ms"), key: "startup.wrapperMs", samples });
  }
  return rows;
}

/** What a call costs by itself: over a fetch that answers at once. */
export async function measureCalls(contenders: Prepared[], { quick }: MeasureOptions): Promise<Row[]> {
  const probe = await compileProbe(contenders);
  const times = await inTurns(probe, contenders, quick ? [1, 5] : [3, 20], {
    warmUp: (child) => ask(child, "warmUp", 3000),
    turn: async (child) => ({
      read: await ask(child, "time", "read", 600),
      write: await ask(child, "time", "write", 600),
    }),
  });
  const allocated = await inRounds(contenders, quick ? 1 : 5, (contender) =>
    during(probe, contender, NO_COLLECTION, async (child) => {
      await ask(child, "warmUp", 1000);
      return { kilobytes: await ask(child, "allocated", 1000) };
    }),
  );
  return [
    {
      key: "calls.read",
      label: "GET over a stubbed fetch",
      unit: "µs",
      samples: samplesOf(times, "read"),
      aims: CALL_AIMS,
    },
    {
      key: "calls.write",
      label: "POST over a stubbed fetch",
      unit: "µs",
      samples: samplesOf(times, "write"),
      aims: CALL_AIMS,
    },
    {
      key: "calls.allocated",
      label: "Allocated by such a GET",
      unit: "KB",
      samples: samplesOf(allocated, "kilobytes"),
    },
  ];
}

/** Calls of a server on this machine, one after the other and sixteen at a time. */
export async function measureLoopback(contenders: Prepared[], { quick }: MeasureOptions): Promise<Row[]> {
  const probe = await compileProbe(contenders);
  const server = fork(probe, { execArgv: [] });
  try {
    const url = await ask(server, "serve");
    const times = await inTurns(probe, contenders, quick ? [1, 5] : [3, 15], {
      warmUp: (child) => ask(child, "warmUp", 500, url),
      turn: async (child) => ({
        one: await ask(child, "time", "read", 150),
        perSecond: 1_000_000 / (await ask(child, "time", "read", 800, 16)),
      }),
    });
    return [
      {
        key: "loopback.read",
        label: "GET over loopback",
        unit: "µs",
        samples: samplesOf(times, "one"),
        aims: [{ against: "openapi-fetch", atMost: 1.1 }],
      },
      {
        key: "loopback.perSecond",
        label: "GETs with 16 under way (more is better)",
        unit: "per second",
        samples: samplesOf(times, "perSecond"),
        aims: [{ against: "openapi-fetch", atLeast: 0.95 }],
      },
    ];
  } finally {
    await stop(server);
  }
}

/**
 * Starts every contender in a process of its own and has them take short turns, so that they share what disturbs the
 * machine; and all that again, since each process has its own luck in how it is laid out and optimised.
 */
async function inTurns<T>(
  probe: string,
  contenders: Prepared[],
  [processes, turns]: [number, number],
  { warmUp, turn }: { warmUp(child: ChildProcess): Promise<void>; turn(child: ChildProcess): Promise<T> },
): Promise<Results<T>> {
  const results: Results<T> = new Map(contenders.map(({ id }) => [id, []]));
  for (let started = 0; started < processes; started++) {
    const children = new Map(contenders.map((contender) => [contender.id, start(probe, contender)]));
    try {
      for (const child of children.values()) await warmUp(child);
      const some = await inRounds(contenders, turns, ({ id }) => turn(children.get(id)!));
      for (const [id, values] of some) results.get(id)?.push(...values);
    } finally {
      await Promise.all([...children.values()].map(stop));
    }
  }
  return results;
}

async function during<T>(
  probe: string,
  contender: Prepared,
  flags: string[],
  work: (child: ChildProcess) => Promise<T>,
): Promise<T> {
  const child = start(probe, contender, flags);
  try {
    return await work(child);
  } finally {
    await stop(child);
  }
}

function start(probe: string, { directory }: Prepared, execArgv: string[] = []): ChildProcess {
  const script = pathToFileURL(join(directory, "run.mjs")).href;
  // without the loader of TypeScript that this process may have
  return fork(probe, [script], { cwd: directory, execArgv });
}

async function stop(child: ChildProcess): Promise<void> {
  // the next one is not to be disturbed by its end
  if (child.kill()) await once(child, "exit");
}

function ask<N extends keyof Tasks>(
  child: ChildProcess,
  task: N,
  ...args: Parameters<Tasks[N]>
): Promise<Awaited<ReturnType<Tasks[N]>>> {
  return new Promise((resolve, reject) => {
    const lost = () => reject(new Error(`${child.spawnargs.join(" ")} ended during ${task}`));
    child.once("exit", lost);
    child.once("message", ({ result }: { result: Awaited<ReturnType<Tasks[N]>> }) => {
      child.off("exit", lost);
      resolve(result);
    });
    child.send({ task, args });
  });
}

/**
 * Compiles the probe, and to `run.mjs` what it drives each contender with; its packages stay where they are installed.
 * A TypeScript loader in the measured process would be measured too.
 */
async function compileProbe(contenders: Prepared[]): Promise<string> {
  const probe = join(cacheDirectory, "probe.mjs");
  await Promise.all([
    compile(join(import.meta.dirname, "../probe.ts"), probe),
    ...contenders.map(({ directory }) => compile(join(directory, "run.ts"), join(directory, "run.mjs"))),
  ]);
  return probe;
}

async function compile(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "error",
  });
}
