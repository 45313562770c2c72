import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/*.test.ts"],
    // for a machine that is ten times slower, and busy
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 240_000 } },
    // much of the time is spent waiting
    maxWorkers: 2,
    // a fresh process for each file would cost more than the tests
    isolate: false,
  },
});
