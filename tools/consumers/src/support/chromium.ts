import { existsSync } from "node:fs";
import { Missing } from "./report.ts";
import { tool } from "./toolbox.ts";

const CHROMIUMS = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The part of Playwright's page that the checks use. */
export interface Page {
  on(event: "pageerror", listener: (error: Error) => void): void;
  on(event: "console", listener: (message: { type(): string; text(): string }) => void): void;
  on(event: "request", listener: (request: { url(): string }) => void): void;
  goto(url: string): Promise<unknown>;
  url(): string;
  title(): Promise<string>;
  textContent(selector: string): Promise<string | null>;
  getAttribute(selector: string, name: string): Promise<string | null>;
  evaluate(script: string): Promise<unknown>;
  waitForFunction(script: string): Promise<unknown>;
  waitForSelector(selector: string): Promise<unknown>;
  waitForURL(matches: (url: URL) => boolean): Promise<void>;
  click(selector: string): Promise<void>;
  fill(selector: string, value: string): Promise<void>;
  screenshot(options: { path: string }): Promise<unknown>;
  close(): Promise<void>;
}

export interface PageOptions {
  viewport?: { width: number; height: number };
  colorScheme?: "light" | "dark";
  javaScriptEnabled?: boolean;
}

export interface Browser {
  newPage(options?: PageOptions): Promise<Page>;
  version(): string;
  close(): Promise<void>;
}

interface Playwright {
  chromium: { launch(options: object): Promise<Browser> };
}

/** @throws {Missing} when there is none on this machine. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = CHROMIUMS.find((path) => path && existsSync(path));
  if (!executablePath) throw new Missing("no Chromium or Chrome; name one in CHROMIUM");
  const playwright = await (await tool("playwright")).load<{ default: Playwright }>("playwright-core");
  // root in a container has no sandbox
  return playwright.default.chromium.launch({ executablePath, args: ["--no-sandbox"] });
}
