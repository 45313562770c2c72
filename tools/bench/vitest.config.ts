import { defineConfig } from "vitest/config";

// the gate packs the packages and compiles them with two compilers
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 90_000 } });
