import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose_gc");
/** Collects the garbage. */
export const gc = runInNewContext("gc") as () => void;

/** The memory in use once the garbage is gone, in MiB. */
export function memory(): number {
  gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1024 / 1024;
}
