import { spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import {
  bareEnvironment,
  command,
  freePort,
  Scratch,
  untilAnswered,
  type Manifest,
} from "@intercom-openapi/support";
import { tool } from "./toolbox.ts";

/** A real npm registry on 127.0.0.1 that knows only what is published into it. */
export class LocalRegistry {
  readonly url: string;
  readonly #server: ChildProcess;
  readonly #scratch: Scratch;

  private constructor(url: string, server: ChildProcess, scratch: Scratch) {
    this.url = url;
    this.#server = server;
    this.#scratch = scratch;
  }

  static async start(): Promise<LocalRegistry> {
    const verdaccio = (await tool("verdaccio")).file("verdaccio/bin/verdaccio");
    const scratch = new Scratch();
    const config = scratch.write("config.yaml", {
      storage: scratch.file("storage"),
      // no uplinks: what was not published here does not exist
      packages: { "**": { access: "$all", publish: "$all" } },
      log: { type: "stdout", level: "error" },
      max_body_size: "50mb",
    });
    const url = `http://127.0.0.1:${await freePort()}/`;
    const listen = url.slice("http://".length, -1);
    const server = spawn(process.execPath, [verdaccio, "--config", config, "--listen", listen], {
      cwd: scratch.path,
      stdio: "ignore",
    });
    const registry = new LocalRegistry(url, server, scratch);
    try {
      await untilAnswered(`${url}-/ping`);
    } catch (error) {
      await registry[Symbol.asyncDispose]();
      throw error;
    }
    return registry;
  }

  /** What the package managers need in their environment to use it, and nothing of the user's own settings. */
  environment(home: string): NodeJS.ProcessEnv {
    return {
      ...bareEnvironment(),
      HOME: home,
      USERPROFILE: home,
      APPDATA: home,
      LOCALAPPDATA: home,
      YARN_CACHE_FOLDER: join(home, "yarn-cache"),
      CI: "true",
      npm_config_registry: this.url,
      npm_config_audit: "false",
      npm_config_fund: "false",
      npm_config_update_notifier: "false",
    };
  }

  /** An npmrc that is allowed to publish; the registry takes any token. */
  get npmrc(): string {
    return `registry=${this.url}\n${this.url.slice("http:".length)}:_authToken=local\n`;
  }

  /** Publishes tarballs as they are. The provenance that they ask for exists only in the release workflow. */
  async publish(tarballs: string[]): Promise<void> {
    using home = new Scratch();
    home.write(".npmrc", this.npmrc);
    for (const tarball of tarballs) {
      const args = ["publish", tarball, "--provenance=false", "--registry", this.url, "--tag", "latest"];
      await command("npm", args, { cwd: home.path, env: this.environment(home.path) });
    }
  }

  /** Adds a tarball of somebody else's by the registry's API: `npm publish` takes a second for each. */
  async put(manifest: Manifest, tarball: Buffer): Promise<void> {
    const { name, version } = manifest;
    const file = `${name}-${version}.tgz`;
    const dist = {
      tarball: `${this.url}${name}/-/${file}`,
      integrity: `sha512-${createHash("sha512").update(tarball).digest("base64")}`,
    };
    const { status } = await fetch(this.url + name.replace("/", "%2f"), {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        _id: name,
        name,
        "dist-tags": { latest: version },
        versions: { [version]: { ...manifest, _id: `${name}@${version}`, dist } },
        _attachments: { [file]: { data: tarball.toString("base64"), length: tarball.length } },
      }),
    });
    // 409: it has this version
    if (status !== 201 && status !== 409) throw new Error(`The local registry answered ${status} to ${name}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#server.exitCode === null && this.#server.signalCode === null) {
      const ended = once(this.#server, "exit");
      this.#server.kill();
      await ended;
    }
    this.#scratch.remove();
  }
}
