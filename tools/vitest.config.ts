import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // what is in fixtures is for other runners
    dir: "test",
    // for a machine that is ten times slower, and busy
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // a fresh process for each file would cost more than some tests
    isolate: false,
  },
});
