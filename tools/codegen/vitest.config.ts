import { defineConfig } from "vitest/config";

// each test generates every version
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000 } });
