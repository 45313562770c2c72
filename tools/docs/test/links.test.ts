import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "@intercom-openapi/support";
import { proseOf } from "../src/snippets/blocks.ts";
import { pages, readPage } from "../src/snippets/index.ts";

const OURS = /^https:\/\/github\.com\/intercom-openapi\/intercom-openapi\/(?:blob|tree)\/main\//;

/** Links into this repository, relative or by its address, as path from the root and heading. */
function linksOf(page: string): { link: string; path: string; heading: string }[] {
  return [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = ""]) => {
    const isOurs = OURS.test(link);
    if (!isOurs && /^[a-z]+:/.test(link)) return [];
    const [file = "", heading = ""] = link.replace(OURS, "").split("#");
    const from = isOurs ? "" : join(page, "..");
    return [{ link, path: file ? join(from, file) : page, heading }];
  });
}

function leads({ path, heading }: { path: string; heading: string }): boolean {
  const file = join(repository, path);
  if (!existsSync(file)) return false;
  // the host shows a folder's README.md under it
  const page = statSync(file).isDirectory() ? join(path, "README.md") : path;
  if (!heading || heading === "readme") return true;
  const headings = readPage(page).match(/^#+ .*/gm) ?? [];
  return headings.some((line) => slug(line) === heading);
}

/** What the docstrings of the packages point to: whoever has only the package has neither guides nor examples. */
function pointersOf(folder: string): string[] {
  const files = readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => [...readFileSync(join(repository, folder, file), "utf8").matchAll(/@see (\S+)/g)])
    .map(([, to = ""]) => to);
}

/** As GitHub names a heading. */
function slug(line: string): string {
  return line
    .replace(/^#+ /, "")
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, "")
    .replaceAll(/\s/g, "-");
}

test.for(pages())("the links of %s lead somewhere", (page) => {
  const broken = linksOf(page).filter((link) => !leads(link));
  expect(broken.map(({ link }) => link)).toEqual([]);
});

test.for(["packages/client/src", "packages/local-intercom/src"])(
  "the docstrings of %s point to addresses, and to files that are there",
  (folder) => {
    const isBroken = (to: string) =>
      OURS.test(to) ? !leads({ path: to.replace(OURS, ""), heading: "" }) : !to.startsWith("https://");
    expect(pointersOf(folder).filter(isBroken)).toEqual([]);
  },
);

test("there are links, and one that leads nowhere would be found", () => {
  expect(linksOf("README.md").length).toBeGreaterThan(10);
  expect(pointersOf("packages/client/src").filter((to) => OURS.test(to)).length).toBeGreaterThan(0);
  expect(leads({ path: "README.md", heading: "packages" })).toBe(true);
  expect(leads({ path: "README.md", heading: "package" })).toBe(false);
  expect(leads({ path: "READ.md", heading: "" })).toBe(false);
});
