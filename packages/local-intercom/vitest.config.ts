import { defineConfig, mergeConfig } from "vitest/config";
import shared from "../../tools/vitest.config.ts";

const own = defineConfig({
  test: {
    // reading the descriptions takes long: once for all files, before any of them
    setupFiles: ["test/read-descriptions.ts"],
    fileParallelism: false,
  },
});

export default mergeConfig(shared, own);
