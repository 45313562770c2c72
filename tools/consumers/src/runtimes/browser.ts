import { existsSync } from "node:fs";
import { join } from "node:path";
import { Missing } from "../support/missing.ts";
import type { Check } from "../support/report.ts";
import { tool } from "../support/toolbox.ts";
import { checkSeen, type Context, type Seen } from "./context.ts";

const CHROMIUMS = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

interface Page {
  on(event: "pageerror", listener: (error: Error) => void): void;
  goto(url: string): Promise<unknown>;
  waitForFunction(script: string): Promise<unknown>;
  title(): Promise<string>;
  textContent(selector: string): Promise<string | null>;
}

interface Playwright {
  chromium: {
    launch(options: object): Promise<{ newPage(): Promise<Page>; version(): string; close(): Promise<void> }>;
  };
}

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
        const executablePath = CHROMIUMS.find((path) => path && existsSync(path));
        if (!executablePath) throw new Missing("no Chromium or Chrome; name one in CHROMIUM");
        const vite = await (await tool("vite")).load<Vite>("vite");
        const playwright = await (await tool("playwright")).load<{ default: Playwright }>("playwright-core");

        const server = await serve(vite, join(project, "page"), local.url);
        try {
          // root in a container has no sandbox
          const browser = await playwright.default.chromium.launch({
            executablePath,
            args: ["--no-sandbox"],
          });
          try {
            const seen = await visit(await browser.newPage(), `${server.url}?token=${local.token}`);
            return `${browser.version()}, Vite ${vite.version}; ${seen}`;
          } finally {
            await browser.close();
          }
        } finally {
          await server.close();
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
