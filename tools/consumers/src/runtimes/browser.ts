import { join } from "node:path";
import { launchChromium, type Page } from "../support/chromium.ts";
import type { Check } from "../support/report.ts";
import { load } from "../support/toolbox.ts";
import { checkSeen, type Context, type Seen } from "./context.ts";

interface Vite {
  build(options: object): Promise<unknown>;
  preview(options: object): Promise<{
    resolvedUrls: { local: string[] } | null;
    close(): Promise<void>;
  }>;
  version: string;
}

/** A page that Vite builds and serves, in Chromium, which calls the local Intercom. */
export function browserChecks({ project, local }: Context): Check[] {
  return [
    {
      name: "Browser (Chromium, Vite)",
      async run() {
        const browser = await launchChromium();
        try {
          const vite = await load<Vite>("vite");
          const server = await serve(vite, join(project, "page"), local.url);
          try {
            const seen = await visit(await browser.newPage(), `${server.url}?token=${local.token}`);
            return `${browser.version()}, Vite ${vite.version}; ${seen}`;
          } finally {
            await server.close();
          }
        } finally {
          await browser.close();
        }
      },
    },
  ];
}

/** Builds the page and serves it with Vite's own server. */
async function serve(vite: Vite, root: string, intercom: string) {
  const shared = { root, configFile: false, logLevel: "silent" };
  await vite.build({ ...shared, build: { target: "es2022" } });
  // the browser asks its own origin, since neither this Intercom nor the real one speaks CORS
  const proxy = { target: intercom, rewrite: (path: string) => path.replace(/^\/intercom/, "") };
  const server = await vite.preview({
    ...shared,
    preview: { host: "127.0.0.1", port: 0, proxy: { "/intercom": proxy } },
  });
  return { url: server.resolvedUrls?.local[0], close: () => server.close() };
}

async function visit(page: Page, url: string): Promise<string> {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(url);
  await page.waitForFunction("document.title !== 'walking'");
  const seen = (await page.textContent("#seen")) ?? "";
  if ((await page.title()) !== "walked" || errors.length > 0) throw new Error([seen, ...errors].join("\n"));
  return checkSeen(JSON.parse(seen) as Seen);
}
