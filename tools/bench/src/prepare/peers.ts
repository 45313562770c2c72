import { existsSync } from "node:fs";
import { join } from "node:path";
import { finish } from "../child.ts";
import type { Contender, Prepared } from "../contenders.ts";
import { readManifest } from "../manifest.ts";
import { cacheDirectory } from "../paths.ts";
import { dependencyDirectory } from "../toolchain.ts";
import { freshFolder } from "./folder.ts";
import { layOut } from "./packed.ts";
import { writePlainTypes } from "./plain-types.ts";

/** The contenders beside ours, and why any of them could not be had. */
export async function preparePeers(
  contenders: Contender[],
): Promise<{ peers: Prepared[]; missing: string[] }> {
  const peers: Prepared[] = [];
  const missing: string[] = [];
  for (const contender of contenders) {
    const directory = freshFolder(contender, cacheDirectory);
    const reason = await install(contender, directory);
    if (reason) {
      missing.push(`${contender.install ?? contender.name} could not be installed: ${reason}`);
      continue;
    }
    if (contender.id === "openapi-fetch") await writePlainTypes(join(directory, "schema.d.ts"));
    const version = contender.package && readManifest(packageDirectory(contender.package, directory)).version;
    peers.push({ ...contender, directory, ...(version && { version }) });
  }
  return { peers, missing };
}

function packageDirectory(name: string, directory: string): string {
  return join(directory, "node_modules", name);
}

/** Installs what a contender needs, unless it is there; gives the reason if that fails. */
async function install(contender: Contender, directory: string): Promise<string | undefined> {
  if (!contender.package) return undefined;
  if (!contender.install) {
    await layOut(dependencyDirectory(contender.package), join(directory, "node_modules"));
    return undefined;
  }
  const wanted = contender.install.slice(contender.install.lastIndexOf("@") + 1);
  // npm writes this file last, so an install that was cut off is done again
  const complete = existsSync(join(directory, "node_modules/.package-lock.json"));
  const installed = packageDirectory(contender.package, directory);
  if (complete && readManifest(installed).version === wanted) return undefined;
  console.error(`Installing ${contender.install}`);
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--save-exact", contender.install];
  const { code, stderr } = await finish("npm", args, directory);
  // the whole message names the registry and folders of this machine
  return code === 0 ? undefined : `npm ${/npm error code (\w+)/.exec(stderr)?.[1] ?? `ended with ${code}`}`;
}
