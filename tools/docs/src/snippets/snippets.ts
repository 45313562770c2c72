import { blocksOf, type Block } from "./blocks.ts";

/** How a snippet is brought to do what it shows. */
type Kind =
  /** Runs to its end, and has asked the local Intercom where it has a client. */
  | "runs"
  /** Exports a `POST` that takes a webhook: it is put behind a server and asked. */
  | "handler"
  /** Listens for webhooks itself, and is asked. */
  | "server"
  /** A file of tests that Vitest runs. */
  | "vitest"
  /** A file of tests that Jest runs: only where that is installed. */
  | "jest"
  /** Has nothing but types: it is compiled. */
  | "types";

/** A `ts` or `js` block as a module of its own. */
export interface Snippet {
  page: string;
  /** `README.md:20` */
  name: string;
  /** Its path in a folder for all of them: the page's folder, and the name that the snippet gives itself, or its number. */
  file: string;
  code: string;
  kind: Kind;
}

const CLIENT = /^const intercom = createIntercomClient\(.*?\);\n/ms;
const IMPORTS = /^import .*?;\n/gms;

/**
 * The snippets of a page, in order. One that uses `intercom` without making it goes on where the first one of the page
 * that makes it left off, as somebody who reads from the top does: it has its imports and its client.
 */
export function snippetsOf(page: string, blocks: Block[] = blocksOf(page)): Snippet[] {
  const modules = blocks.filter(({ language }) => language === "ts" || language === "js");
  const first = modules.find(({ code }) => CLIENT.test(code))?.code ?? "";
  const start = [...(first.match(IMPORTS) ?? []), CLIENT.exec(first)?.[0] ?? ""].join("");
  return modules.map(({ line, language, code }, index) => {
    const extension = language === "ts" ? "mts" : "mjs";
    const [, own] = /^\/\/ (\S+\.[cm][tj]s)\n/.exec(code) ?? [];
    const goesOn = /\bintercom\b/.test(code.replaceAll(/"[^"\n]*"/g, "")) && !/\bintercom = /.test(code);
    return {
      page,
      name: `${page}:${line}`,
      file: `${page.replace(/\.md$/, "").replaceAll("/", "_")}/${own ?? `${index + 1}.${extension}`}`,
      code: goesOn ? start + code : code,
      kind: kindOf(code),
    };
  });
}

function kindOf(code: string): Kind {
  if (/from "vitest"/.test(code)) return "vitest";
  if (/require\("@jest\/globals"\)/.test(code)) return "jest";
  if (/^export async function POST\(/m.test(code)) return "handler";
  if (/\.listen\(3000\)/.test(code)) return "server";
  return /^import type /m.test(code) && !/^import (?!type )/m.test(code) ? "types" : "runs";
}
