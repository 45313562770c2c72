import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import type { Plugin, RollupOptions } from "rollup";
import { dts } from "rollup-plugin-dts";
import esbuild from "rollup-plugin-esbuild";

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
  dependencies: object;
  exports: object;
};
const external = Object.keys(manifest.dependencies);
/** A name in `exports` is all that makes an entry: `./webhooks` is built from src/webhooks.ts. */
const entries = Object.keys(manifest.exports)
  .filter((name) => name !== "./package.json")
  .map((name) => (name === "." ? "index" : name.slice("./".length)));

/** Where `tsc -p tsconfig.build.json` leaves a declaration file for each module. */
const types = resolve("build");

const builds: RollupOptions[] = entries.flatMap((entry) => [
  {
    // each by itself: who loads the webhooks does not load the client, and either is one file to read
    input: `src/${entry}.ts`,
    external,
    plugins: [esbuild({ target: "es2022" })],
    output: [
      { file: `dist/${entry}.js`, format: "es", sourcemap: true },
      { file: `dist/${entry}.cjs`, format: "cjs", sourcemap: true, interop: "auto" },
    ],
  },
  {
    // as CommonJS, which both can import: a program of both has one set of types
    input: resolve(types, `${entry}.d.ts`),
    external,
    plugins: [sharedFromIndex(entry), dts()],
    output: { file: `dist/${entry}.d.cts`, plugins: [importedAsModule(), reexported(entry)] },
  },
]);

export default builds;

/** What an entry has in common with the client it imports from there: `ApiVersions` must be the same everywhere. */
function sharedFromIndex(entry: string): Plugin {
  return {
    name: "shared-from-index",
    resolveId(source, importer) {
      if (entry === "index" || !importer || !source.startsWith(".")) return null;
      const [top] = relative(types, resolve(dirname(importer), source)).split(/[\\/.]/);
      return top === entry ? null : { id: "./index.cjs", external: true };
    },
  };
}

/** openapi-fetch's declarations for CommonJS end in `export =`, behind which no type of theirs is found. */
function importedAsModule(): Plugin {
  return {
    name: "imported-as-module",
    renderChunk: (code) =>
      code.replace(
        /^import (\{.*?\}) from 'openapi-fetch';$/m,
        'import type $1 from "openapi-fetch" with { "resolution-mode": "import" };',
      ),
  };
}

function reexported(entry: string): Plugin {
  return {
    name: "reexported",
    generateBundle() {
      const source = `export * from "./${entry}.cjs";\n`;
      this.emitFile({ type: "asset", fileName: `${entry}.d.ts`, source });
    },
  };
}
