/** Text that can stand in a comment. */
export function commentText(text: string): string {
  return text.trim().replaceAll("*/", "*\\/").replaceAll("\n", " ");
}
