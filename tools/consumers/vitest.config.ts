import { defineConfig } from "vitest/config";

export default defineConfig({
  // reading all descriptions takes seconds on a busy machine
  test: { globalSetup: "./test/pack.ts", testTimeout: 30_000, hookTimeout: 60_000 },
});
