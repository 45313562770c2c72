import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import { readAllDescriptions } from "@intercom-openapi/descriptions";
import {
  command,
  dependenciesOf,
  finish,
  packageDirectory,
  packWorkspace,
  readManifest,
  Scratch,
} from "@intercom-openapi/support";
import { VERSION, type Contender, type Prepared } from "./contenders.ts";

export const benchDirectory = join(import.meta.dirname, "..");
/** Packed packages, peers from the registry, compiled probes: under a name that every tool ignores. */
export const cacheDirectory = join(benchDirectory, "dist");

// it holds TypeScript 5.9 and openapi-typescript; second copies here would be more to keep in step
export const codegenDirectory = packageDirectory("@intercom-openapi/codegen", benchDirectory);
export const openapiTypescript = join(packageDirectory("openapi-typescript", codegenDirectory), "bin/cli.js");

/** Lays a contender out under `root` as an install would; a package of the workspace is packed anew. */
export async function prepare(contender: Contender, root: string): Promise<Prepared> {
  const directory = freshFolder(contender, root);
  const { package: name, install } = contender;
  if (!name) return { ...contender, directory };
  const nodeModules = join(directory, "node_modules");
  const installed = join(nodeModules, name);
  if (install) {
    await npmInstall(install, installed, directory);
  } else {
    rmSync(nodeModules, { recursive: true, force: true });
    await layOut(packageDirectory(name, benchDirectory), nodeModules);
    if (!existsSync(join(installed, "dist"))) throw new Error(`${name} is not built: run pnpm build`);
  }
  if (contender.id === "openapi-fetch") await writePlainTypes(join(directory, "schema.d.ts"));
  return { ...contender, directory, version: readManifest(installed).version };
}

/** Those that can be had, and why the others cannot. */
export async function prepareAll(
  contenders: Contender[],
  root: string,
): Promise<{ contenders: Prepared[]; missing: string[] }> {
  const prepared: Prepared[] = [];
  const missing: string[] = [];
  for (const contender of contenders) {
    try {
      prepared.push(await prepare(contender, root));
    } catch (error) {
      // whatever else goes wrong is a fault of ours
      if (!(error instanceof CannotInstall)) throw error;
      missing.push(error.message);
    }
  }
  return { contenders: prepared, missing };
}

/** A package that does nothing but pass openapi-fetch on: what any client around it begins with. */
export function prepareWrapper(openapiFetch: Prepared): Prepared {
  const program =
    'import createClient from "wrapper";\nexport const construct = (baseUrl) => createClient({ baseUrl });\n';
  // it stands where ours would
  const contender: Contender = { id: "ours", name: "wrapper", programs: { "run.ts": program } };
  const directory = freshFolder(contender, join(cacheDirectory, "wrapper"));
  const wrapper = join(directory, "node_modules/wrapper");
  mkdirSync(wrapper, { recursive: true });
  writeFileSync(
    join(wrapper, "package.json"),
    '{ "name": "wrapper", "type": "module", "exports": "./index.js" }\n',
  );
  writeFileSync(join(wrapper, "index.js"), 'export { default } from "openapi-fetch";\n');
  cpSync(join(openapiFetch.directory, "node_modules"), join(directory, "node_modules"), { recursive: true });
  return { ...contender, directory };
}

/** The corrected description of every version as JSON, which is what reads fastest. */
export async function writeDescriptions(): Promise<Map<string, string>> {
  const directory = join(cacheDirectory, "descriptions");
  mkdirSync(directory, { recursive: true });
  const files = new Map<string, string>();
  for (const { version, corrected } of await readAllDescriptions()) {
    const file = join(directory, `${version}.json`);
    writeFileSync(file, JSON.stringify(corrected));
    files.set(version, file);
  }
  return files;
}

/** What a user of openapi-fetch has: openapi-typescript's output with its default options. */
async function writePlainTypes(output: string): Promise<void> {
  const description = (await writeDescriptions()).get(VERSION);
  if (!description) throw new Error(`specs has no version ${VERSION}, which the fixtures are written for`);
  await command(process.execPath, [openapiTypescript, description, "--output", output]);
}

/** A contender's folder with its programs, and without what an earlier run left; `node_modules` is kept. */
function freshFolder({ id, fixtures = [], programs = {} }: Contender, root: string): string {
  const directory = join(root, id);
  mkdirSync(directory, { recursive: true });
  for (const name of readdirSync(directory)) {
    if (name !== "node_modules") rmSync(join(directory, name), { recursive: true });
  }
  writeFileSync(join(directory, "package.json"), '{ "private": true, "type": "module" }\n');
  for (const fixture of fixtures) {
    cpSync(join(benchDirectory, "fixtures", fixture), directory, { recursive: true });
  }
  for (const [name, text] of Object.entries(programs)) writeFileSync(join(directory, name), text);
  return directory;
}

/** A package and its dependencies: those of the workspace as a release packs them, the others as they were installed. */
async function layOut(source: string, nodeModules: string): Promise<void> {
  await Promise.all(
    [...dependenciesOf(source)].map(async ([name, folder]) => {
      const target = join(nodeModules, name);
      mkdirSync(target, { recursive: true });
      if (folder.split(sep).includes("node_modules")) {
        cpSync(folder, target, { recursive: true });
        return;
      }
      using scratch = new Scratch();
      const tarballs = await packWorkspace(scratch.path, { filters: [name] });
      await command("tar", ["-xzf", ...tarballs, "--strip-components=1", "-C", target]);
    }),
  );
}

/** A package that the registry does not give. */
class CannotInstall extends Error {}

/** Installs one package of npm's, unless it is there. */
async function npmInstall(wanted: string, installed: string, directory: string): Promise<void> {
  // npm writes this file last, so an install that was cut off is done again
  const isComplete = existsSync(join(directory, "node_modules/.package-lock.json"));
  if (isComplete && wanted.endsWith(`@${readManifest(installed).version}`)) return;
  console.error(`Installing ${wanted}`);
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--save-exact", wanted];
  const { code, stderr } = await finish("npm", args, { cwd: directory, timeoutMs: 600_000 });
  if (code === 0) return;
  // the whole message names the registry and folders of this machine
  const reason = /npm error code (\w+)/.exec(stderr)?.[1] ?? `ended with ${code}`;
  throw new CannotInstall(`${wanted} could not be installed: npm ${reason}`);
}
