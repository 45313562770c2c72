import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../src/paths.ts";

/** The pages whose every snippet stands on its own. Others show parts of an application, with names of the reader's. */
export const PAGES = [
  "README.md",
  "packages/client/docs/errors.md",
  "packages/client/docs/retries.md",
  "packages/client/docs/moving-from-intercom-client.md",
  ...readdirSync(join(repository, "packages"))
    .filter((name) => name.startsWith("types-"))
    .map((name) => `packages/${name}/README.md`),
];

export interface Snippet {
  /** A file name that tells page and place: `README.md-1.ts`. */
  file: string;
  code: string;
}

export function snippetsOf(page: string): Snippet[] {
  const markdown = readFileSync(join(repository, page), "utf8");
  return [...markdown.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""], index) => ({
    file: `${page.replaceAll("/", "_")}-${index + 1}.ts`,
    code,
  }));
}
