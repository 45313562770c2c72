import { delimiter, join } from "node:path";
import {
  bareEnvironment,
  command,
  finish,
  pnpmProgram,
  repository,
  Scratch,
  type Answer,
} from "@intercom-openapi/support";
import type { Checkout } from "./checkout.ts";

/** Where pnpm's store and npm's cache are, and who is trusted. */
const SETTINGS = [
  "HOME",
  "USERPROFILE",
  "APPDATA",
  "LOCALAPPDATA",
  "PNPM_HOME",
  "XDG_DATA_HOME",
  "NODE_EXTRA_CA_CERTS",
];

/** The longest takes some minutes on a quiet machine. */
const TIMEOUT_MS = 1_800_000;

/** A clone in which nothing was installed, generated or built, and somebody who types there. */
export class FreshClone {
  readonly #scratch = new Scratch();
  readonly root = this.#scratch.file("clone");
  readonly #env = environment();

  static async of(origin: Checkout): Promise<FreshClone> {
    const clone = new FreshClone();
    await origin.git("clone", "--quiet", origin.root, clone.root);
    return clone;
  }

  /** As it was, but for what is installed. */
  async reset(): Promise<void> {
    await command("git", ["reset", "--quiet", "--hard"], { cwd: this.root });
    await command("git", ["clean", "--quiet", "-ffdx", "--exclude=node_modules"], { cwd: this.root });
  }

  /** Types `pnpm …`, and answers what it prints. @throws {Error} when it fails */
  async pnpm(words: string[], answers?: Answer[]): Promise<void> {
    const [program = "", ...before] = await pnpmProgram();
    const options = { cwd: this.root, env: this.#env, timeoutMs: TIMEOUT_MS };
    if (answers) await finish(program, [...before, ...words], { ...options, answers });
    else await command(program, [...before, ...words], options);
  }

  /** The files that git sees changed or new. */
  async changes(): Promise<string[]> {
    const status = await command("git", ["status", "--porcelain"], { cwd: this.root });
    return status.split("\n").flatMap((line) => (line ? [line.slice(3)] : []));
  }

  /** A file beside the clone. */
  write(name: string, content: string): string {
    return this.#scratch.write(name, content);
  }

  [Symbol.dispose](): void {
    this.#scratch.remove();
  }
}

/** Nothing of this repository's installation, nor of what runs this: pnpm tells its scripts not to install. */
function environment(): NodeJS.ProcessEnv {
  const kept = SETTINGS.map((name) => [name, process.env[name]] as const).filter(([, value]) => value);
  const path = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => !folder.startsWith(join(repository, "/")));
  return {
    ...bareEnvironment(),
    ...Object.fromEntries(kept),
    PATH: path.join(delimiter),
    DO_NOT_TRACK: "1",
    // the store has everything since this repository was installed
    pnpm_config_offline: "true",
  };
}
