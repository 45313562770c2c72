/** Text that can stand in a comment. */
export function commentText(text: string): string {
  return text.trim().replaceAll("*/", "*\\/").replaceAll("\n", " ");
}

/** A comment of several lines, indented. */
export function commentBlock(lines: string[], indent: string): string {
  const body = lines.flatMap((line) => line.trim().replaceAll("*/", "*\\/").split("\n"));
  return `${indent}/**\n${body.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}
