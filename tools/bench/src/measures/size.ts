import { readdirSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { Prepared } from "../contenders.ts";
import type { Row } from "../rows.ts";

/** What one GET with a contender adds to a web page. */
export async function measureBytes(contenders: Prepared[]): Promise<Row[]> {
  const bundles = await Promise.all(
    contenders.map(async (contender) => ({ id: contender.id, code: await bundle(contender) })),
  );
  const row = (key: string, label: string, size: (code: Uint8Array) => number): Row => ({
    key: `bytes.${key}`,
    label,
    unit: "bytes",
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

interface InstalledFile {
  path: string;
  size: number;
}

const BLOCK = 4096;

/** What an install writes: the package with its dependencies. */
export async function measureInstall(contenders: Prepared[]): Promise<Row[]> {
  const trees = contenders
    .filter((contender) => contender.package)
    .map(({ id, directory }) => ({ id, files: filesOf(join(directory, "node_modules")) }));
  const row = (
    key: string,
    label: string,
    unit: "bytes" | "files",
    count: (files: InstalledFile[]) => number,
    of = trees,
  ): Row => ({
    key: `install.${key}`,
    label,
    unit,
    samples: Object.fromEntries(of.map(({ id, files }) => [id, [count(files)]])),
  });
  const ours = trees.filter(({ id }) => id === "ours");
  return [
    row("files", "Installed files", "files", (files) => files.length),
    row("bytes", "Installed bytes", "bytes", (files) => sum(files, (size) => size)),
    row("blocks", "… in blocks of 4 KiB, as disks count", "bytes", (files) =>
      sum(files, (size) => Math.ceil(size / BLOCK) * BLOCK),
    ),
    row(
      "typesCode",
      "Code in the types packages",
      "files",
      (files) => files.filter(isTypesCode).length,
      ours,
    ),
  ];
}

/** The files that packages brought; not npm's own notes at the top. */
function filesOf(nodeModules: string): InstalledFile[] {
  return readdirSync(nodeModules)
    .filter((name) => !name.startsWith("."))
    .flatMap((name) => readdirSync(join(nodeModules, name), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, size: statSync(path).size }));
}

function isTypesCode({ path }: InstalledFile): boolean {
  const [, inside] = path.split(join("@intercom-openapi", "types-"));
  return inside !== undefined && inside.includes(sep) && /(?<!\.d)\.[cm]?[jt]sx?$/.test(path);
}

function sum(files: InstalledFile[], count: (size: number) => number): number {
  return files.reduce((total, { size }) => total + count(size), 0);
}
