import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // for a machine that is ten times slower, and busy
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // reading the descriptions takes long: once for all files, before any of them
    setupFiles: ["test/read-descriptions.ts"],
    isolate: false,
    fileParallelism: false,
  },
});
