/** A GitHub table, or nothing where it would have no rows. */
export function table(head: string[], rows: string[][]): string {
  if (rows.length === 0) return "";
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map((cells) => line(cells.map(cell)))].join("\n");
}

function cell(text: string): string {
  return text
    .trim()
    .replaceAll("|", String.raw`\|`)
    .replaceAll(/\n+/g, "<br>");
}

export function code(text: unknown): string {
  return `\`${typeof text === "string" ? text : JSON.stringify(text)}\``;
}

export function list(items: string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

export function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

/** A block that is opened on demand, where Markdown is shown as HTML. */
export function folded(title: string, text: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${text}\n\n</details>`;
}

/** Parts of a page, with a blank line between those that there are. */
export function paragraphs(...parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join("\n\n");
}

/** A part of a page with a heading, unless it is empty. */
export function section(title: string, ...parts: (string | undefined)[]): string {
  const text = paragraphs(...parts);
  return text && `## ${title}\n\n${text}`;
}
