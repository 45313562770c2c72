import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Check } from "../support/report.ts";
import { copyFixtures } from "../support/install.ts";
import { load, tool } from "../support/toolbox.ts";
import { compile, MODES, releaseOf, RESOLUTIONS } from "../support/typescript.ts";
import { installBeside, versionOf } from "./beside.ts";
import { checkSeen, type Context, type Seen } from "./context.ts";

interface MiniflareApi {
  Miniflare: new (options: object) => {
    dispatchFetch(url: string): Promise<{ ok: boolean; text(): Promise<string> }>;
    dispose(): Promise<void>;
  };
}

/** The client in a Cloudflare Worker, run by workerd without Node's modules, and compiled with its types. */
export function workerChecks(context: Context): Check[] {
  const { project, local } = context;
  return [
    {
      name: "Workers (types)",
      async run() {
        const root = await installBeside(context, "workers-types");
        copyFixtures(root, ["workers"]);
        const releases = [];
        for (const compiler of ["5.9", "7.0"] as const) {
          const tsc = (await tool(`typescript-${compiler}`)).file("typescript/bin/tsc");
          // in the place of the DOM's
          const types = { lib: "es2023", types: "@cloudflare/workers-types", noEmit: "true" };
          const flags = { ...MODES.strictest, ...RESOLUTIONS.bundler, ...types };
          await compile(tsc, flags, ["workers/worker.ts"], { cwd: root, env: context.env });
          releases.push(await releaseOf(tsc));
        }
        return `${versionOf(root, "@cloudflare/workers-types")}; TypeScript ${releases.join(", ")}; skipLibCheck off`;
      },
    },
    {
      name: "Workers (workerd)",
      async run() {
        const { build } = await load<{ build(options: object): Promise<unknown> }>("esbuild");
        const outfile = join(project, "worker.bundled.mjs");
        await build({
          entryPoints: [join(project, "worker.mjs")],
          outfile,
          bundle: true,
          format: "esm",
          conditions: ["workerd", "worker", "browser"],
          logLevel: "silent",
        });
        const toolbox = await tool("miniflare");
        const { Miniflare } = await toolbox.load<MiniflareApi>("miniflare");
        const miniflare = new Miniflare({
          modules: true,
          script: readFileSync(outfile, "utf8"),
          compatibilityDate: "2026-04-01",
          bindings: { BASE_URL: local.url, TOKEN: local.token },
        });
        try {
          const response = await miniflare.dispatchFetch("http://worker.test/");
          const text = await response.text();
          if (!response.ok) throw new Error(text);
          return `${versionOf(toolbox.directory, "workerd")}; ${checkSeen(JSON.parse(text) as Seen)}`;
        } finally {
          await miniflare.dispose();
        }
      },
    },
  ];
}
