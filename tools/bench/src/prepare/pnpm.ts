import { basename } from "node:path";
import { readManifest } from "../manifest.ts";
import { repository } from "../paths.ts";

/** The pnpm that runs this, or else the pinned one through npx. */
export function pnpm(): [command: string, ...args: string[]] {
  const running = process.env["npm_execpath"] ?? "";
  if (basename(running).startsWith("pnpm")) {
    return /\.[cm]?js$/.test(running) ? [process.execPath, running] : [running];
  }
  return ["npx", "-y", String(readManifest(repository).packageManager)];
}
