import { cpSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createPackageFromTarballData, type Package } from "@arethetypeswrong/core";
import { command } from "./command.ts";
import { pnpm, repository } from "./repository.ts";

export interface PackedPackage {
  name: string;
  version: string;
  tarball: string;
  data: Uint8Array<ArrayBuffer>;
  manifest: Manifest;
  /** The paths inside it, without the leading `package/`. */
  files: string[];
  read(file: string): string;
}

export interface Manifest {
  name: string;
  version: string;
  type?: string;
  license?: string;
  main?: string;
  types?: string;
  typesVersions?: Record<string, Record<string, string[]>>;
  exports?: Record<string, Exports>;
  files?: string[];
  sideEffects?: boolean;
  engines?: Record<string, string>;
  repository?: { url: string; directory: string };
  publishConfig?: { access: string; provenance: boolean };
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
}

/** What an entry of `exports` leads to, maybe by conditions. */
export type Exports = string | { [condition: string]: Exports };

/** Packs every package that is published, as a release does. Needs a build. */
export async function packPublished(directory: string, root = repository): Promise<string[]> {
  const output = await pnpm(
    ["--filter", "./packages/*", "--filter", "./specs", "pack", "--pack-destination", directory, "--json"],
    root,
  );
  const packed = JSON.parse(output) as { filename: string }[];
  return packed.map(({ filename }) => filename);
}

/**
 * What the published packages need of others, and what that needs, packed from this workspace's own installation,
 * so that the packages can be installed without any other registry.
 */
export async function packDependencies(directory: string): Promise<string[]> {
  const manifests = ["client", "local-intercom"].map((name) =>
    join(repository, `packages/${name}/package.json`),
  );
  const sources = [...closureFrom(manifests)].map(([name, installed]) => {
    // a copy, because pnpm links equal files to each other and a tarball keeps that, which not every installer reads
    const source = join(directory, name);
    cpSync(installed, source, { recursive: true, filter: (path) => !path.endsWith("node_modules") });
    return source;
  });
  // as they were published: nothing is built again
  const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", directory, ...sources];
  const packed = JSON.parse(await command("npm", args, { cwd: directory })) as { filename: string }[];
  return packed.map(({ filename }) => join(directory, filename));
}

/** Name → folder of all packages of others that some manifests lead to. */
function closureFrom(manifests: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  const queue = [...manifests];
  for (const manifest of queue) {
    const { dependencies = {} } = JSON.parse(readFileSync(manifest, "utf8")) as Manifest;
    for (const name of Object.keys(dependencies)) {
      if (name.startsWith("@intercom-openapi/") || found.has(name)) continue;
      const installed = packageDirectory(name, manifest);
      found.set(name, installed);
      queue.push(join(installed, "package.json"));
    }
  }
  return found;
}

function packageDirectory(name: string, from: string): string {
  // where pnpm put it, not where it links to it: there its own dependencies are beside it
  const entry = createRequire(realpathSync(from)).resolve(name);
  const marker = join("node_modules", name);
  const real = realpathSync(entry);
  return real.includes(marker) ? real.slice(0, real.lastIndexOf(marker) + marker.length) : dirname(real);
}

/** Reads tarballs without unpacking them. */
export function readTarballs(tarballs: string[]): PackedPackage[] {
  return tarballs.map((tarball) => {
    const data = new Uint8Array(readFileSync(tarball));
    const archive = createPackageFromTarballData(data);
    const prefix = `/node_modules/${archive.packageName}/`;
    const read = (file: string) => archive.readFile(prefix + file);
    const manifest = JSON.parse(read("package.json")) as Manifest;
    return {
      name: manifest.name,
      version: manifest.version,
      tarball,
      data,
      manifest,
      files: filesOf(archive, prefix),
      read,
    };
  });
}

function filesOf(archive: Package, prefix: string): string[] {
  return archive
    .listFiles()
    .map((file) => file.slice(prefix.length))
    .toSorted();
}
