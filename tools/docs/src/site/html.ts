import MarkdownIt from "markdown-it";
import anchor from "markdown-it-anchor";
import prism from "prismjs";
import loadLanguages from "prismjs/components/index.js";

/** What a fence is called here, and what Prism calls it. */
const LANGUAGES: Record<string, string> = { ts: "typescript", js: "javascript", json: "json", sh: "bash" };

loadLanguages(Object.values(LANGUAGES));

const markdown = new MarkdownIt({ html: true, highlight });
markdown.use(anchor, { slugify: slug, permalink: anchor.permalink.headerLink({ safariReaderFix: true }) });
markdown.core.ruler.push("links-to-html", ({ tokens }) => {
  for (const token of tokens.flatMap(({ children }) => children ?? [])) {
    const href = token.type === "link_open" ? token.attrGet("href") : null;
    if (typeof href === "string" && !/^\w+:/.test(href))
      token.attrSet("href", href.replace(/\.md(?=#|$)/, ".html"));
  }
});
markdown.core.ruler.push("named-rows", ({ tokens }) => {
  const taken = new Set(tokens.map((token) => token.attrGet("id")));
  for (const [index, row] of tokens.entries()) {
    const [first] = tokens[index + 2]?.children ?? [];
    if (row.type !== "tr_open" || first?.type !== "code_inline" || /\s/.test(first.content)) continue;
    tokens[index + 1]?.attrSet("data-pagefind-weight", "5");
    // so that a link can lead to a property; where two tables have it, to the first
    if (!taken.has(first.content)) row.attrSet("id", first.content);
    taken.add(first.content);
  }
});
markdown.renderer.rules["code_inline"] = (tokens, index) => {
  const text = markdown.utils.escapeHtml(tokens[index]?.content ?? "");
  const [, method = "", path = ""] = /^(GET|POST|PUT|DELETE) (\/.*)$/.exec(text) ?? [];
  return path
    ? `<code class="operation"><span class="${method.toLowerCase()}">${method}</span> ${path}</code>`
    : `<code>${text}</code>`;
};

export interface Rendered {
  html: string;
  /** Its headings below the title. */
  headings: { id: string; text: string }[];
}

export function renderHtml(text: string): Rendered {
  const tokens = markdown.parse(text, {});
  const headings = tokens.flatMap((token, index) =>
    token.type === "heading_open" && token.tag === "h2"
      ? [{ id: `${token.attrGet("id") ?? ""}`, text: plainText(tokens[index + 1]?.children ?? []) }]
      : [],
  );
  return { html: markdown.renderer.render(tokens, markdown.options, {}), headings };
}

function plainText(tokens: { content: string }[]): string {
  return tokens.map(({ content }) => content).join("");
}

/** As GitHub names a heading, so that a link into a guide leads there on both. */
function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, "")
    .replaceAll(/\s/g, "-");
}

function highlight(code: string, fence: string): string {
  const language = LANGUAGES[fence] ?? "";
  const grammar = prism.languages[language];
  return grammar ? prism.highlight(code, grammar, language) : "";
}
