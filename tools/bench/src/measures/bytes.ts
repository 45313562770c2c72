import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { Prepared } from "../contenders.ts";
import type { Row } from "../row.ts";

/** What one GET with a contender adds to a web page. */
export async function measureBytes(contenders: Prepared[]): Promise<Row[]> {
  const bundles = await Promise.all(
    contenders.map(async (contender) => ({ id: contender.id, code: await bundle(contender) })),
  );
  const row = (key: string, label: string, size: (code: Uint8Array) => number): Row => ({
    group: "bytes",
    key: `bytes.${key}`,
    label,
    unit: "bytes",
    exact: true,
    samples: Object.fromEntries(bundles.map(({ id, code }) => [id, [size(code)]])),
  });
  return [
    row("minified", "One GET, bundled and minified", (code) => code.length),
    row("gzipped", "… and gzipped", (code) => gzipSync(code, { level: 9 }).length),
  ];
}

async function bundle({ directory }: Prepared): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [join(directory, "bundle.ts")],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    platform: "browser",
    write: false,
    logLevel: "error",
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`Nothing was bundled in ${directory}`);
  return file.contents;
}
