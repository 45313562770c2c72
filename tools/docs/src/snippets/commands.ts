import { blocksOf, proseOf } from "./blocks.ts";
import { readPage } from "./pages.ts";

/** A command that a page tells its reader to type. */
export interface Command {
  page: string;
  text: string;
}

const NAMED = /`((?:pnpm|npm install|npx -y pnpm@\S+) [^`]+)`/g;

/** The lines of the `sh` blocks, and what stands in the text as code and begins as a command does. */
export function commandsOf(page: string, markdown = readPage(page)): Command[] {
  const lines = blocksOf(page, markdown)
    .filter(({ language }) => language === "sh")
    .flatMap(({ code }) => code.trimEnd().split("\n"));
  const inline = proseOf(page, markdown)
    .replaceAll(/^\| `(pnpm [^`]+)`.*$/gm, spelledOut)
    .matchAll(NAMED);
  return [...lines, ...[...inline].map(([, text = ""]) => text)].map((text) => ({ page, text }));
}

/** A row about a command and its options or own commands, as each of these is typed. */
function spelledOut(row: string, command: string): string {
  const words = [...row.matchAll(/`((?:--)?[a-z-]+)`/g)].map(([, word = ""]) => word);
  // its own commands are what it wants
  const alone = words.every((word) => word.startsWith("--")) ? [command] : [];
  return [...alone, ...words.map((word) => `${command} ${word}`)].map((text) => `\`${text}\``).join(" ");
}

/** What the reader of a page installs, as the words after `npm install`. */
export function installsOf(page: string): string[][] {
  return commandsOf(page).flatMap(({ text }) =>
    text.startsWith("npm install ") ? [text.slice("npm install ".length).split(" ")] : [],
  );
}
