import { loadDriven } from "./driven.ts";

export interface LoopbackReport {
  readUs: number;
  perSecond: number;
}

const CONCURRENCY = 16;
const url = String(process.argv[3]);
const calls = Number(process.argv[4]);

const driven = await loadDriven();
const client = driven.construct(url);

await sequence(calls / 4);
const report: LoopbackReport = {
  readUs: (await milliseconds(() => sequence(calls))) * (1000 / calls),
  perSecond: (CONCURRENCY * Math.ceil(calls / 8) * 1000) / (await milliseconds(concurrent)),
};
console.log(JSON.stringify(report));
// idle connections would keep the process for seconds
process.exit(0);

async function concurrent(): Promise<void> {
  await Promise.all(Array.from({ length: CONCURRENCY }, () => sequence(Math.ceil(calls / 8))));
}

async function sequence(count: number): Promise<void> {
  for (let call = 0; call < count; call++) await driven.read(client);
}

async function milliseconds(action: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}
