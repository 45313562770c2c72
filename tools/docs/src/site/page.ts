import { posix } from "node:path";

/** A page of the site: its Markdown is what assistants get, and what its HTML is made from. */
export interface Page {
  /** Where it is, without `.html` or `.md`: `2.12/types/Contact`. */
  path: string;
  title: string;
  /** What it is about, as plain text: for search engines and lists of pages. */
  summary: string;
  /** With links to other pages as they are from here: `../types/Contact.md`. */
  markdown: string;
  /** The API version that it is about. */
  version?: string;
  /** The path of the page that it belongs to, and stands under in the navigation. */
  parent?: string;
  /** What its text is edited as, from the root of the repository. */
  source?: string;
  /** What the search calls it. */
  kind: "Guide" | "Operation" | "Type" | "Overview";
}

/** In characters: what search engines show. */
const SUMMARY_LENGTH = 160;

/** The link from one page to another, as Markdown files beside each other link. */
export function linkBetween(from: string, to: string, extension = "md"): string {
  const link = posix.relative(posix.dirname(from), `${to}.${extension}`);
  return link.startsWith(".") ? link : `./${link}`;
}

/** The first sentences of a text's first paragraph, without marks, as many as a list of pages has room for. */
export function plainSummary(markdown: string): string {
  const prose = markdown.replaceAll(/^```.*?^```$|<!--.*?-->/gms, "");
  const paragraph = prose.split(/\n\n+/).find((block) => /^[^#<|>\-\s]/.test(block)) ?? "";
  const plain = paragraph
    .replaceAll("\n", " ")
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/[*`]/g, "")
    .replace(/:$/, ".");
  let summary = "";
  for (const sentence of plain.match(/.+?(?:[.!?](?= |$)|$)/g) ?? []) {
    if (summary && summary.length + sentence.length > SUMMARY_LENGTH) break;
    summary += sentence;
  }
  return summary;
}

/** @throws {Error} for two pages at one place, also where a file system does not tell capitals apart. */
export function distinct(pages: Page[]): Page[] {
  const seen = new Map<string, Page>();
  for (const page of pages) {
    const key = page.path.toLowerCase();
    const other = seen.get(key);
    if (other) throw new Error(`Both "${other.title}" and "${page.title}" would be ${page.path}.html`);
    seen.set(key, page);
  }
  return pages;
}
