import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { LocalIntercom } from "@intercom-openapi/local-intercom";
import { finish, freePort, packageDirectory, type Finished } from "@intercom-openapi/support";
import type { Snippet } from "./snippets.ts";
import { CLIENT_SECRET, visit } from "./webhook.ts";

/** What runs a snippet. */
export interface Engine {
  node: string;
  flags?: string[];
  /** What that Node runs for a file of TypeScript, if it does not read such files itself. */
  compiled?(file: string): string;
  env: NodeJS.ProcessEnv;
}

const preload = join(import.meta.dirname, "preload.ts");
const server = join(import.meta.dirname, "serve-handler.ts");

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
  const run = (args: string[], more: NodeJS.ProcessEnv = {}, signal?: AbortSignal) =>
    finish(node, args, {
      cwd: dirname(module),
      env: { ...env, ...settings, ...more },
      signal,
      timeoutMs: 240_000,
    });
  const loaded = (entry: string[]) => [
    ...flags,
    "--import",
    pathToFileURL(compiled(preload)).href,
    ...entry.map(compiled),
  ];

  const listens = kind === "handler" || kind === "server";
  let finished: Finished;
  if (listens) {
    const port = await freePort();
    const entry = kind === "handler" ? [server, module] : [module];
    const [, path = "/"] = /\.post\("([^"]+)"/.exec(code) ?? [];
    const url = `http://127.0.0.1:${port}${path}`;
    finished = await visited((signal) => run(loaded(entry), { SNIPPET_PORT: `${port}` }, signal), url);
  } else if (kind === "vitest") {
    // it compiles by itself, and the file has its own server
    const vitest = join(packageDirectory("vitest", dirname(module)), "vitest.mjs");
    finished = await run([vitest, "run", "--dir", dirname(module), basename(module)]);
  } else {
    finished = await run(loaded([module]));
  }
  if (finished.stderr)
    throw new Error(`${name} complained:
${finished.stderr}`);
  if (finished.code !== 0 && !listens)
    throw new Error(`${name} ended with ${finished.code}:
${finished.stdout}`);

  const asked = local.requests.slice(before);
  const refused = asked.filter(({ status = 0 }) => status >= 400);
  if (refused.length > 0) throw new Error(`${name} was refused: ${JSON.stringify(refused)}`);
  const hasOwnServer = code.includes("startLocalIntercom");
  if (/^const intercom = /m.test(code) && !hasOwnServer && asked.length === 0) {
    throw new Error(`${name} asked nothing`);
  }
  return asked.length;
}

/** Runs a server until it was asked. */
async function visited(run: (signal: AbortSignal) => Promise<Finished>, url: string): Promise<Finished> {
  const stop = new AbortController();
  const running = run(stop.signal);
  const early = running.then(({ stderr }) =>
    Promise.reject(
      new Error(`It ended by itself:
${stderr}`),
    ),
  );
  try {
    await Promise.race([visit(url), early]);
  } finally {
    stop.abort();
  }
  return running;
}
