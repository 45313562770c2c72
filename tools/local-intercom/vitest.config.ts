import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // reading both descriptions takes seconds on a busy machine
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // so once for all files
    isolate: false,
    fileParallelism: false,
  },
});
