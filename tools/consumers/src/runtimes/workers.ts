import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Check } from "../support/report.ts";
import { tool } from "../support/toolbox.ts";
import { checkSeen, type Context, type Seen } from "./context.ts";

interface MiniflareApi {
  Miniflare: new (options: object) => {
    dispatchFetch(url: string): Promise<{ ok: boolean; text(): Promise<string> }>;
    dispose(): Promise<void>;
  };
}

/** The client in a Cloudflare Worker, run by workerd without Node's modules. */
export function workerChecks({ project, local }: Context): Check[] {
  return [
    {
      name: "Workers (workerd)",
      async run() {
        const { build } = await (
          await tool("esbuild")
        ).load<{ build(options: object): Promise<unknown> }>("esbuild");
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
          return `${versionOf(toolbox.file("workerd/package.json"))}; ${checkSeen(JSON.parse(text) as Seen)}`;
        } finally {
          await miniflare.dispose();
        }
      },
    },
  ];
}

function versionOf(manifest: string): string {
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}
