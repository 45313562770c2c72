import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** A script and what it imports, as one minified file. */
export async function bundle(script: string, platform: "neutral" | "node" = "neutral"): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents: script, loader: "ts", resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    platform,
    mainFields: ["module", "main"],
    write: false,
  });
  return outputFiles[0]!.contents;
}

/** How many bytes of it go over the network. */
export function gzipped(code: Uint8Array): number {
  return gzipSync(code, { level: 9 }).length;
}
