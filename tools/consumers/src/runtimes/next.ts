import { join } from "node:path";
import { command } from "@intercom-openapi/support";
import { copyFixtures } from "../support/install.ts";
import type { Check } from "../support/report.ts";
import { installBeside, versionOf } from "./beside.ts";
import type { Context } from "./context.ts";

/** Building takes a minute on a slow machine. */
const TIMEOUT_MS = 400_000;

/** A page of Next.js that awaits a call, built with `cacheComponents`: its shell is static, and the call is not. */
export function nextChecks(context: Context): Check[] {
  return [
    {
      name: "Next.js · build",
      async run() {
        const root = await installBeside(context, "next");
        copyFixtures(context.project, ["next"]);
        const { url, token } = context.local;
        const env = {
          ...context.env,
          NEXT_TELEMETRY_DISABLED: "1",
          INTERCOM_URL: url,
          INTERCOM_TOKEN: token,
        };
        const args = [join(root, "node_modules/next/dist/bin/next"), "build"];
        const output = await command(process.execPath, args, { cwd: root, env, timeoutMs: TIMEOUT_MS });
        // the mark of a page that is prerendered in part
        if (!/◐ \/me\b/.test(output)) throw new Error(output);
        return `${versionOf(root, "next")}; /me is prerendered in part`;
      },
    },
  ];
}
