import { readFileSync } from "node:fs";
import { join } from "node:path";
import { typesPackage } from "@intercom-openapi/descriptions";
import { migrationGuide } from "./guides.ts";
import { markdownTable } from "./markdown-table.ts";

const REGION = /(?<=<!-- versions: written by `pnpm generate` -->\n\n).*?(?=\n\n<!-- end of versions -->)/s;

/** The first page, with the table of versions that it has between two comments. */
export function rootReadme(versions: string[], root: string): string {
  const page = readFileSync(join(root, "README.md"), "utf8");
  if (!REGION.test(page)) throw new Error("README.md has lost the comments around the table of versions");
  return page.replace(REGION, () => versionTable(versions));
}

function versionTable(versions: string[]): string {
  const rows = versions.map((version, index) => {
    const before = versions[index - 1];
    const guide = `[from ${before}](packages/client/docs/${migrationGuide(before ?? "", version)})`;
    const types = typesPackage(version);
    return [version, `[\`@intercom-openapi/${types}\`](packages/${types})`, before ? guide : ""];
  });
  return markdownTable(["API version", "its types", "what changes for those who move"], rows);
}
