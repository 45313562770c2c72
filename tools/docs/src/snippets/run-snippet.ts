import { execFile, type PromiseWithChild } from "node:child_process";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { LocalIntercom } from "@intercom-openapi/local-intercom";
import type { Snippet } from "./snippets.ts";
import { CLIENT_SECRET, freePort, visit } from "./webhook.ts";

/** What runs a snippet. */
export interface Engine {
  node: string;
  flags?: string[];
  /** What that Node runs for a file of TypeScript, if it does not read such files itself. */
  compiled?(file: string): string;
  env: NodeJS.ProcessEnv;
}

interface Printed {
  stdout: string;
  stderr: string;
}

const preload = fileURLToPath(new URL("preload.ts", import.meta.url));
const server = fileURLToPath(new URL("serve-handler.ts", import.meta.url));

/**
 * Runs a snippet that was written to a folder, as it stands.
 *
 * @returns how many requests it sent to the local Intercom.
 * @throws {Error} when it fails, complains, is refused by the local Intercom, or asks it nothing although it has a client.
 */
export async function runSnippet(
  { name, file, code, kind }: Snippet,
  folder: string,
  { node, flags = [], compiled = (given) => given, env }: Engine,
  local: LocalIntercom,
): Promise<number> {
  const module = join(folder, file);
  const settings = {
    LOCAL_INTERCOM: local.url,
    INTERCOM_TOKEN: local.token,
    INTERCOM_CLIENT_SECRET: CLIENT_SECRET,
  };
  const before = local.requests.length;
  const run = (entry: string[], more: NodeJS.ProcessEnv = {}) =>
    promisify(execFile)(
      node,
      [...flags, "--import", pathToFileURL(compiled(preload)).href, ...entry.map(compiled)],
      {
        cwd: dirname(module),
        env: { ...env, ...settings, ...more },
        timeout: 30_000,
      },
    );

  let printed: Printed;
  if (kind === "handler" || kind === "server") {
    const port = await freePort();
    const entry = kind === "handler" ? [server, module] : [module];
    const [, path = "/"] = /\.post\("([^"]+)"/.exec(code) ?? [];
    printed = await visited(run(entry, { SNIPPET_PORT: `${port}` }), `http://127.0.0.1:${port}${path}`);
  } else if (kind === "vitest") {
    // it compiles by itself, and the file has its own server
    const vitest = join(dirname(createRequire(module).resolve("vitest/package.json")), "vitest.mjs");
    const options = { cwd: dirname(module), env: { ...env, ...settings }, timeout: 60_000 };
    printed = await promisify(execFile)(node, [vitest, "run", basename(module)], options);
  } else {
    printed = await run([module]);
  }
  if (printed.stderr) throw new Error(`${name} complained:\n${printed.stderr}`);

  const asked = local.requests.slice(before);
  const refused = asked.filter(({ status = 0 }) => status >= 400);
  if (refused.length > 0) throw new Error(`${name} was refused: ${JSON.stringify(refused)}`);
  const hasOwnServer = code.includes("startLocalIntercom");
  if (/^const intercom = /m.test(code) && !hasOwnServer && asked.length === 0) {
    throw new Error(`${name} asked nothing`);
  }
  return asked.length;
}

/** What a server printed until it was asked, and ended. */
async function visited(running: PromiseWithChild<Printed>, url: string): Promise<Printed> {
  // ended from here, it counts as failed, with what it printed so far
  const ended = running.catch((error: Error & Printed) => error);
  const early = ended.then(({ stderr }) => Promise.reject(new Error(`It ended by itself:\n${stderr}`)));
  try {
    await Promise.race([visit(url), early]);
  } finally {
    running.child.kill();
  }
  return ended;
}
