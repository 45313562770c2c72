import { posix } from "node:path";

/** A page of the site: its Markdown is what assistants get, and what its HTML is made from. */
export interface Page {
  /** Where it is, without `.html` or `.md`: `2.12/types/Contact`. */
  path: string;
  title: string;
  /** One sentence, for lists of pages. */
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

/** The link from one page to another, as Markdown files beside each other link. */
export function linkBetween(from: string, to: string, extension = "md"): string {
  const link = posix.relative(posix.dirname(from), `${to}.${extension}`);
  return link.startsWith(".") ? link : `./${link}`;
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
