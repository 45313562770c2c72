import { fileURLToPath } from "node:url";
import { join } from "node:path";

export const benchDirectory = fileURLToPath(new URL("..", import.meta.url));
export const repository = join(benchDirectory, "../..");
export const fixturesDirectory = join(benchDirectory, "fixtures");
/** Packed packages, peers from the registry, compiled probes: under a name that every tool ignores. */
export const cacheDirectory = join(benchDirectory, "dist");
export const resultsDirectory = join(benchDirectory, "results");
