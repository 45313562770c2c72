import { cpSync } from "node:fs";
import { join } from "node:path";
import { command, repository, Scratch } from "@intercom-openapi/support";

const AUTHOR = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.com"];

/** This repository as it lies on the disk, without what git ignores, with a history of its own. */
export class Checkout {
  readonly #scratch = new Scratch();
  readonly root = this.#scratch.path;

  static async make(): Promise<Checkout> {
    const checkout = new Checkout();
    const listed = await command("git", ["ls-files", "-co", "--exclude-standard", "-z"], { cwd: repository });
    for (const file of listed.split("\0").filter(Boolean)) {
      cpSync(join(repository, file), join(checkout.root, file), { recursive: true });
    }
    await checkout.git("init", "--quiet", "--initial-branch=main");
    await checkout.commit("Start");
    return checkout;
  }

  git(...args: string[]): Promise<string> {
    return command("git", [...AUTHOR, ...args], { cwd: this.root });
  }

  async commit(message: string): Promise<void> {
    await this.git("add", "--all");
    await this.git("commit", "--quiet", "--no-verify", "-m", message);
  }

  [Symbol.dispose](): void {
    this.#scratch.remove();
  }
}
