import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import type { Plugin, RollupOptions } from "rollup";
import { dts } from "rollup-plugin-dts";
import esbuild from "rollup-plugin-esbuild";

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
  dependencies: object;
  exports: Record<string, string | object>;
};
const dependencies = Object.keys(manifest.dependencies);
/** A name in `exports` is all that makes an entry: `./webhooks` is built from src/webhooks.ts. */
const entries = Object.entries(manifest.exports)
  .filter(([, target]) => typeof target === "object" && "import" in target)
  .map(([name]) => (name === "." ? "index" : name.slice("./".length)));

/** Where `tsc -p tsconfig.build.json` leaves a declaration file for each module. */
const types = resolve("build");

const builds: RollupOptions[] = entries.flatMap((entry) => [
  {
    // each by itself: who loads the webhooks does not load the client, and either is one file to read
    input: `src/${entry}.ts`,
    external: dependencies,
    plugins: [esbuild({ target: "es2022" })],
    output: [
      { file: `dist/${entry}.js`, format: "es", sourcemap: true },
      { file: `dist/${entry}.cjs`, format: "cjs", sourcemap: true, interop: "auto" },
    ],
  },
  {
    // as CommonJS, which both can import: a program of both has one set of types
    input: resolve(types, `${entry}.d.ts`),
    external: dependencies,
    plugins: [sharedFromIndex(entry), dts()],
    output: { file: `dist/${entry}.d.cts`, paths: typesOf, plugins: [withTypes(entry)] },
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

/** Beside the declarations of an entry, and under this name in `exports`, are the types of a dependency. */
function typesOf(dependency: string): string {
  return dependencies.includes(dependency) ? `./${dependency.split("/").at(-1)}.cjs` : dependency;
}

function withTypes(entry: string): Plugin {
  return {
    name: "with-types",
    generateBundle() {
      const emit = (file: string, source: string) =>
        this.emitFile({ type: "asset", fileName: file.replace(/^\.\//, ""), source });
      emit(`${entry}.d.ts`, `export * from "./${entry}.cjs";\n`);
      if (entry !== "index") return;
      // what a user exports is declared by these, where the packages themselves are not the user's dependencies; and
      // openapi-fetch's declarations for CommonJS end in `export =`, behind which TypeScript finds no type
      for (const dependency of dependencies) {
        const source = `export type * from "${dependency}" with { "resolution-mode": "import" };\n`;
        emit(typesOf(dependency).replace(/\.cjs$/, ".d.cts"), source);
      }
    },
  };
}
