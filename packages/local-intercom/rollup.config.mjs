import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dts } from "rollup-plugin-dts";
import esbuild from "rollup-plugin-esbuild";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const dependencies = Object.keys(manifest.dependencies);
const isExternal = (id) =>
  id.startsWith("node:") || dependencies.some((name) => id === name || id.startsWith(`${name}/`));

export default [
  {
    input: "src/index.ts",
    external: isExternal,
    plugins: [builtIn(), ownFile(), esbuild({ target: "es2023" })],
    output: [
      { file: "dist/index.js", format: "es", sourcemap: true },
      { file: "dist/index.cjs", format: "cjs", sourcemap: true, interop: "auto" },
    ],
  },
  {
    input: "src/cli.ts",
    // the same one that an import gets
    external: (id) => id === "./index.ts" || isExternal(id),
    plugins: [esbuild({ target: "es2023" })],
    output: {
      file: "dist/cli.js",
      format: "es",
      banner: "#!/usr/bin/env node",
      paths: (id) => (id.endsWith("index.ts") ? "./index.js" : id),
    },
  },
  {
    // as CommonJS, which both can import: a program of both has one set of types
    input: "build/packages/local-intercom/src/index.d.ts",
    external: isExternal,
    plugins: [dts(), reexported()],
    output: { file: "dist/index.d.cts" },
  },
];

/** Jest gives a CommonJS module a page's `document` as well, which rollup's own way takes for a browser's. */
function ownFile() {
  return {
    name: "own-file",
    resolveImportMeta: (property, { format }) =>
      property === "url" && format === "cjs" ? "__filename" : null,
  };
}

/** The few functions that read a description are of the workspace's own, and are published as part of this. */
function builtIn() {
  const { resolve } = createRequire(import.meta.url);
  return {
    name: "built-in",
    resolveId: (source) => (source.startsWith("@intercom-openapi/descriptions/") ? resolve(source) : null),
  };
}

function reexported() {
  return {
    name: "reexported",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "index.d.ts", source: 'export * from "./index.cjs";\n' });
    },
  };
}
