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

for (let call = 0; call < calls / 2; call++) {
  await read();
  await write();
}
console.log(JSON.stringify(what === "allocations" ? await allocations() : await times()));

async function times(): Promise<CallsReport> {
  return { readUs: await microseconds(read), writeUs: await microseconds(write) };
}

async function microseconds(call: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let count = 0; count < calls; count++) await call();
  return ((performance.now() - start) * 1000) / calls;
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
