import { fileURLToPath } from "node:url";
import { join } from "node:path";

export const benchDirectory = fileURLToPath(new URL("..", import.meta.url));
export const repository = join(benchDirectory, "../..");
export const fixturesDirectory = join(benchDirectory, "fixtures");
export const cacheDirectory = join(benchDirectory, ".cache");
export const resultsDirectory = join(benchDirectory, "results");
