import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createPackageFromTarballData, type Package } from "@arethetypeswrong/core";
import { command, dependenciesOf, repository, type Manifest } from "@intercom-openapi/support";

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

/**
 * What the published packages need of others, and what that needs, packed from this workspace's own installation,
 * so that the packages can be installed without any other registry.
 */
export async function packDependencies(directory: string): Promise<string[]> {
  const found = new Map<string, string>();
  for (const name of ["client", "local-intercom"]) dependenciesOf(join(repository, "packages", name), found);
  const others = [...found].filter(([name]) => !name.startsWith("@intercom-openapi/"));
  const sources = others.map(([name, installed]) => {
    // a copy, because pnpm links equal files to each other and a tarball keeps that, which not every installer reads
    const source = join(directory, name);
    cpSync(installed, source, { recursive: true, filter: (path) => !path.endsWith("node_modules") });
    return source;
  });
  return npmPack(directory, sources);
}

/** Packs installed packages into a folder, as they were published: nothing is built again. */
export async function npmPack(destination: string, packages: string[]): Promise<string[]> {
  const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", destination, ...packages];
  const packed = JSON.parse(await command("npm", args, { cwd: destination })) as { filename: string }[];
  return packed.map(({ filename }) => join(destination, filename));
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
