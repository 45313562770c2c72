import { defineConfig } from "vitest/config";

export default defineConfig({
  // what is in fixtures is for other runners; reading all descriptions takes seconds on a busy machine
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "./test/pack.ts",
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
