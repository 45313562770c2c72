import { cpSync } from "node:fs";
import { delimiter, join } from "node:path";
import { command, pnpm, readManifest, repository, Scratch } from "@intercom-openapi/support";
import { tool } from "../support/toolbox.ts";
import type { LocalRegistry } from "../support/registry.ts";

const AUTHOR = ["-c", "user.name=Release", "-c", "user.email=release@example.com"];

/** A copy of this repository as it lies on the disk, with a history of its own, to be released from. */
export class Checkout {
  readonly root: string;
  readonly #home: Scratch;

  private constructor(root: string, home: Scratch) {
    this.root = root;
    this.#home = home;
  }

  static async make(root: string, home: Scratch): Promise<Checkout> {
    const listed = await command("git", ["ls-files", "-co", "--exclude-standard", "-z"], { cwd: repository });
    for (const file of listed.split("\0").filter(Boolean)) {
      cpSync(join(repository, file), join(root, file), { recursive: true });
    }
    const checkout = new Checkout(root, home);
    await checkout.git("init", "--quiet", "--initial-branch=main");
    await checkout.commit("Start");
    // the store has everything since this repository was installed
    await pnpm(["install", "--offline", "--frozen-lockfile"], { cwd: root });
    return checkout;
  }

  git(...args: string[]): Promise<string> {
    return command("git", [...AUTHOR, ...args], { cwd: this.root });
  }

  async commit(message: string): Promise<void> {
    await this.git("add", "--all");
    await this.git("commit", "--quiet", "--no-verify", "-m", message);
  }

  run(script: string, ...args: string[]): Promise<string> {
    return pnpm(["--silent", script, ...args], { cwd: this.root });
  }

  version(directory: string): string {
    return readManifest(join(this.root, directory)).version;
  }

  /** What the release workflow does: version, generate, build, pack, publish. */
  async release(registry: LocalRegistry): Promise<void> {
    // as .github/scripts/version.sh does: the client says its own version, which is generated
    await this.run("changeset", "version");
    await this.run("generate");
    await this.run("generate", "--check");
    await this.commit("Version the packages");
    await this.run("build");
    this.#home.write(".npmrc", registry.npmrc);
    const path = [join((await tool("pnpm")).file(".bin")), process.env["PATH"]].join(delimiter);
    const env = { ...registry.environment(this.#home.path), PATH: path };
    const tarballs = new Scratch();
    try {
      const script = (name: string) => join(this.root, `.github/scripts/${name}.sh`);
      const sums = await command("bash", [script("pack"), tarballs.path], { cwd: this.root, env });
      // only the release workflow can prove where a package comes from
      const args = [script("publish"), tarballs.path, "--provenance=false", "--tag", "latest"];
      await command("bash", args, { cwd: this.root, env: { ...env, SUMS: sums.trim() } });
    } finally {
      tarballs.remove();
    }
  }
}
