import { readPage } from "./pages.ts";

/** A fenced block of a page. */
export interface Block {
  page: string;
  /** Where it begins. */
  line: number;
  /** What stands behind the opening fence. */
  language: string;
  code: string;
}

const FENCED = /^```([^\n]*)\n(.*?)^```$/gms;

/** @throws {Error} for a fence that is not read as one, such as an indented one: nobody would run it. */
export function blocksOf(page: string, markdown = readPage(page)): Block[] {
  const blocks = [...markdown.matchAll(FENCED)].map(({ 1: language = "", 2: code = "", index }) => ({
    page,
    line: markdown.slice(0, index).split("\n").length,
    language,
    code,
  }));
  const fences = markdown.match(/^[\s>*+-]*(?:```|~~~)/gm)?.length ?? 0;
  if (fences !== 2 * blocks.length)
    throw new Error(`${page} has a fence that is indented, left open or made of tildes`);
  return blocks;
}

/** A page without its blocks, for what stands in the text. */
export function proseOf(page: string, markdown = readPage(page)): string {
  return markdown.replaceAll(FENCED, (block) => block.replaceAll(/[^\n]/g, ""));
}
