import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "@intercom-openapi/support";

/** Neither what is installed or built, nor what is not for readers of the project; a template is read as what it makes. */
const SKIPPED = new Set(["node_modules", "dist", "results", "templates"]);

/** Pages in folders that are skipped otherwise. */
const HIDDEN = [".changeset/README.md", ".github/pull_request_template.md"];

/** Every Markdown page of the repository, by its path from the root. */
export function pages(folder = ""): string[] {
  const found = readdirSync(join(repository, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) || entry.name.startsWith(".") ? [] : pages(path);
    // changesets writes the changelogs
    return entry.name.endsWith(".md") && entry.name !== "CHANGELOG.md" ? [path] : [];
  });
  return folder ? found : [...found, ...HIDDEN].toSorted();
}

export function readPage(page: string): string {
  return readFileSync(join(repository, page), "utf8").replaceAll("\r\n", "\n");
}
