import { succeed } from "../child.ts";
import { repository } from "../paths.ts";
import { pnpm } from "./pnpm.ts";

/** Builds the client. The gate leaves this to turbo. */
export async function buildClient(): Promise<void> {
  const [command, ...args] = pnpm();
  await succeed(command, [...args, "--filter", "@intercom-openapi/client", "build"], repository);
}
