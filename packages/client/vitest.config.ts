import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/*.test.ts"],
    // a busy machine may take its time; what the tests wait for is far below
    testTimeout: 30_000,
    // much of the time is spent waiting
    maxWorkers: 2,
    // a fresh process for each file would cost more than the tests
    isolate: false,
  },
});
