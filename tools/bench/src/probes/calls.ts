import { PerformanceObserver } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import { contact, headers } from "./contact.ts";
import { loadDriven } from "./driven.ts";

export interface CallsReport {
  readUs: number;
  writeUs: number;
}

export interface AllocationReport {
  readKb: number;
}

// before a client is constructed, since some take hold of fetch then
globalThis.fetch = async () => new Response(contact, { status: 200, headers });

const driven = await loadDriven();
const client = driven.construct("http://127.0.0.1:1");
const read = () => driven.read(client);
const write = () => driven.write(client);
const what = process.argv[3];
const calls = Number(process.argv[4]);
const TURNS = 5;

// a service runs warm
for (let call = 0; call < calls; call++) {
  await read();
  await write();
}
console.log(JSON.stringify(what === "allocations" ? await allocations() : await times()));

/** In turns, so that what slows the machine down for a while slows both. */
async function times(): Promise<CallsReport> {
  const report: CallsReport = { readUs: 0, writeUs: 0 };
  for (let turn = 0; turn < TURNS; turn++) {
    report.readUs += (await microseconds(read)) / TURNS;
    report.writeUs += (await microseconds(write)) / TURNS;
  }
  return report;
}

async function microseconds(call: () => Promise<unknown>): Promise<number> {
  const count = calls / TURNS;
  const start = performance.now();
  for (let done = 0; done < count; done++) await call();
  return ((performance.now() - start) * 1000) / count;
}

/** The heap's growth, which is what was allocated as long as nothing is collected meanwhile. */
async function allocations(): Promise<AllocationReport> {
  const collections = new PerformanceObserver(() => {});
  collections.observe({ entryTypes: ["gc"] });
  globalThis.gc?.();
  await setImmediate();
  collections.takeRecords();
  const before = process.memoryUsage().heapUsed;
  for (let count = 0; count < calls; count++) await read();
  const after = process.memoryUsage().heapUsed;
  await setImmediate();
  if (collections.takeRecords().length > 0) throw new Error("The heap was collected: make fewer calls");
  return { readKb: (after - before) / 1000 / calls };
}
