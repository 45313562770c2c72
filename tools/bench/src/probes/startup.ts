import { loadDriven } from "./driven.ts";

export interface StartupReport {
  importMs: number;
  readyMs: number;
  heapKb: number;
}

// Node loads its fetch when it is first touched; every contender needs it for its first call, so it belongs to none
void new Request("http://127.0.0.1/", { headers: new Headers() });
void Response.json({});
void fetch;

const heapBefore = heap();
const start = performance.now();
const driven = await loadDriven();
const imported = performance.now();
const client = driven.construct("http://127.0.0.1:1");
const ready = performance.now();
const report: StartupReport = {
  importMs: imported - start,
  readyMs: ready - start,
  heapKb: (heap() - heapBefore) / 1000,
};
console.log(JSON.stringify(report));
// the client must still be there when the heap is read
void client;

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
