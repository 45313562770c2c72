import { defineConfig } from "vitest/config";

// each test generates both versions
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000 } });
