import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // reading both descriptions takes seconds on a busy machine
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // so it is done once for all files, before any of them
    setupFiles: ["test/read-descriptions.ts"],
    isolate: false,
    fileParallelism: false,
  },
});
