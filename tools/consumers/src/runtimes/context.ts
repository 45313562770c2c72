import type { LocalIntercom } from "@intercom-openapi/local-intercom";
import { command } from "@intercom-openapi/support";
import type { LocalRegistry } from "../support/registry.ts";

/** What the checks share. */
export interface Context {
  registry: LocalRegistry;
  local: LocalIntercom;
  /** What is published there, and at which version. */
  published: Record<string, string>;
  /** A folder with the packages installed by npm from the registry, and the fixtures. */
  project: string;
  /** An environment that knows the registry, and nothing of the user's settings. */
  env: NodeJS.ProcessEnv;
}

/** Runs a program that walks the local Intercom and says as JSON what it saw. */
export async function walkWith(
  { local, project, env }: Context,
  [program, ...args]: [string, ...string[]],
  cwd = project,
): Promise<string> {
  const output = await command(program, [...args, local.url, local.token], { cwd, env });
  return checkSeen(JSON.parse(output) as Seen);
}

/** What `walk()` of the fixtures returns. */
export interface Seen {
  status: number;
  seen: string[];
}

export function checkSeen({ status, seen }: Seen): string {
  if (status !== 200) throw new Error(`GET /me answered ${status}`);
  return ["GET, POST, withOptions", ...seen].join(", ");
}
