/**
 * What `pnpm generate` runs: src/cli.ts as one file. Under tsx, starting up and loading TypeScript take longer than
 * generating all versions does.
 */
import { renameSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const bundle = "dist/cli.js";
// two runs at once do not read what the other is writing
const written = `dist/cli.${process.pid}.js`;

const building = build({
  absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
  entryPoints: ["src/cli.ts"],
  outfile: written,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  logLevel: "warning",
  alias: { typescript: "./src/typescript.ts" },
  // needed for validation only, and most of what there would be to bundle; a pattern, so as not to mean what is inside
  external: ["*/openapi-core"],
  // for the CommonJS modules in it
  banner: { js: 'const require = process.getBuiltinModule("module").createRequire(import.meta.url);' },
});
// while esbuild works in a process of its own
createRequire(import.meta.url)("typescript");
await building;
renameSync(new URL(written, import.meta.url), new URL(bundle, import.meta.url));
await import(`./${bundle}`);
