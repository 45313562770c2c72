import { defineConfig } from "vitest/config";

// for a machine that is ten times slower, and busy; a process for each file would cost more than some tests
export default defineConfig({ test: { testTimeout: 300_000, hookTimeout: 300_000, isolate: false } });
