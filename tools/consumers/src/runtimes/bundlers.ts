import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { command } from "@intercom-openapi/support";
import type { Check } from "../support/report.ts";
import { load, tool } from "../support/toolbox.ts";
import { checkBundle, checkUnused } from "./bundle-content.ts";
import { walkWith, type Context } from "./context.ts";

interface Bundler {
  name: string;
  /** Bundles one module into one file, as an ES module with its names as they are, and returns the bundler's version. */
  bundle(entry: string, outFile: string): Promise<string>;
}

const esbuild: Bundler = {
  name: "esbuild",
  async bundle(entry, outFile) {
    const { build, version } = await load<{ build(options: object): Promise<unknown>; version: string }>(
      "esbuild",
    );
    await build({ entryPoints: [entry], outfile: outFile, bundle: true, format: "esm", logLevel: "silent" });
    return version;
  },
};

const rollup: Bundler = {
  name: "rollup",
  async bundle(entry, outFile) {
    const toolbox = await tool("rollup");
    const api = await toolbox.load<{
      rollup(options: object): Promise<{ write(options: object): Promise<unknown>; close(): Promise<void> }>;
      VERSION: string;
    }>("rollup");
    const resolver = await toolbox.load<{ nodeResolve(): unknown }>("@rollup/plugin-node-resolve");
    const onwarn = ({ message }: { message: string }) => {
      throw new Error(message);
    };
    const bundle = await api.rollup({ input: entry, plugins: [resolver.nodeResolve()], onwarn });
    await bundle.write({ file: outFile, format: "es" });
    await bundle.close();
    return api.VERSION;
  },
};

interface WebpackStats {
  hasErrors(): boolean;
  hasWarnings(): boolean;
  toString(): string;
}

const webpack: Bundler = {
  name: "webpack",
  async bundle(entry, outFile) {
    const toolbox = await tool("webpack");
    const minimizer = await toolbox.load<{ default: new (options: object) => object }>(
      "minimizer-webpack-plugin",
    );
    const { default: run } = await toolbox.load<{
      default: {
        (options: object, done: (error: Error | null, stats?: WebpackStats) => void): unknown;
        version: string;
      };
    }>("webpack");
    const options = {
      mode: "production",
      entry,
      target: "web",
      experiments: { outputModule: true },
      output: {
        path: dirname(outFile),
        filename: outFile.slice(dirname(outFile).length + 1),
        library: { type: "module" },
      },
      // webpack leaves it to the minifier to take out what it marked as unused
      optimization: { minimizer: [new minimizer.default({ terserOptions: { mangle: false } })] },
    };
    await new Promise<void>((resolve, reject) => {
      run(options, (error, stats) => {
        if (error) reject(error);
        else if (stats?.hasErrors() || stats?.hasWarnings()) reject(new Error(stats.toString()));
        else resolve();
      });
    });
    return run.version;
  },
};

const vite: Bundler = {
  name: "Vite",
  async bundle(entry, outFile) {
    const { build, version } = await load<{ build(options: object): Promise<unknown>; version: string }>(
      "vite",
    );
    const fileName = outFile.slice(dirname(outFile).length + 1);
    await build({
      root: dirname(entry),
      configFile: false,
      logLevel: "silent",
      build: {
        lib: { entry, formats: ["es"], fileName: () => fileName },
        outDir: dirname(outFile),
        emptyOutDir: false,
        minify: false,
      },
    });
    return version;
  },
};

/** Every bundler puts the client into one file that works, without what the code does not use. */
export function bundlerChecks(context: Context): Check[] {
  const { project, local, env } = context;
  const modules = [esbuild, rollup, webpack, vite].map(({ name, bundle }) => ({
    name: `${name} · bundle`,
    async run() {
      const folder = join(project, `bundled-${name}`);
      mkdirSync(folder, { recursive: true });
      const out = join(folder, "bundle.mjs");
      const version = await bundle(join(project, "bundle.mjs"), out);
      const used = readFileSync(out, "utf8");
      checkBundle(used, await exportsOf(project));

      const main = join(folder, "main.mjs");
      writeFileSync(main, MAIN);
      const status = await command(process.execPath, [main, local.url, local.token], { cwd: folder, env });
      if (status.trim() !== "200") throw new Error(`GET /me from the bundle answered ${status}`);

      const rest = join(folder, "unused.mjs");
      await bundle(join(project, "unused.mjs"), rest);
      checkUnused(readFileSync(rest, "utf8"));
      return `${version}; ${(used.length / 1024).toFixed(1)} KiB, nothing unused in it`;
    },
  }));
  return [...modules, singleFile(context)];
}

/** What is deployed as a function: one minified CommonJS file, which here has the client in both formats. */
function singleFile(context: Context): Check {
  return {
    name: "esbuild · one CommonJS file",
    async run() {
      const { build, version } = await load<{ build(options: object): Promise<unknown>; version: string }>(
        "esbuild",
      );
      const outfile = join(context.project, "main.bundled.cjs");
      const options = {
        bundle: true,
        minify: true,
        platform: "node",
        target: "node20.19",
        logLevel: "silent",
      };
      await build({ entryPoints: [join(context.project, "main.cjs")], outfile, ...options });
      return `${version}; ${await walkWith(context, [process.execPath, outfile])}`;
    },
  };
}

const MAIN = `import { me } from "./bundle.mjs";
const [baseUrl, token] = process.argv.slice(2);
console.log((await me({ baseUrl, token })).response.status);
`;

/** What the installed client exports at run time. */
async function exportsOf(project: string): Promise<Record<string, unknown>> {
  const file = join(project, "node_modules/@intercom-openapi/client/dist/index.js");
  return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
}
