import { defineConfig } from "vitest/config";

// a page holds a megabyte of renderer, and the compiler reads whole types packages
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000 } });
