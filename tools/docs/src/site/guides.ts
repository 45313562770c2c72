import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import { readManifest, repository } from "@intercom-openapi/support";
import { linkBetween, plainSummary, type Page } from "./page.ts";

/** Where a page of the repository is on the site. */
type Places = Map<string, string>;

const GUIDES = "packages/client/docs";
const OWN = "tools/docs/pages";

/** The pages that people wrote: those of this package, the client's README and its guides, as they are in the repository. */
export function guidePages(): Page[] {
  const markdown = (folder: string) =>
    readdirSync(join(repository, folder)).filter((file) => file.endsWith(".md"));
  const places: Places = new Map([
    ...markdown(OWN).map((file) => [`${OWN}/${file}`, withoutExtension(file)] as const),
    ["packages/client/README.md", "client"],
    ...markdown(GUIDES).map((file) => [`${GUIDES}/${file}`, `guides/${withoutExtension(file)}`] as const),
  ]);
  return [...places].map(([source, path]) => {
    const text = readFileSync(join(repository, source), "utf8");
    const [, title = path] = /^# (.+)$/m.exec(text) ?? [];
    return {
      path,
      title: title.replaceAll("`", ""),
      summary: plainSummary(text),
      kind: "Guide",
      source,
      markdown: linked(text, source, path, places),
    };
  });
}

const LINK = /(?<=\]\()(?!\w+:|#)([^)#\s]+)(#[^)\s]*)?(?=\))/g;

/** Links to pages of the site lead there, those to other files of the repository to where it is published. */
function linked(text: string, source: string, path: string, places: Places): string {
  return text.replaceAll(LINK, (_, link: string, anchor = "") => {
    const target = posix.join(posix.dirname(source), link);
    const place = places.get(target) ?? places.get(posix.join(target, "README.md"));
    if (place !== undefined) return linkBetween(path, place) + anchor;
    if (!existsSync(join(repository, target)))
      throw new Error(`${source} links to ${link}, which is not there`);
    return `${repositoryUrl()}/blob/main/${target}${anchor}`;
  });
}

/** Where the repository is published, as its packages say. */
export function repositoryUrl(): string {
  const { url = "" } = readManifest(join(repository, "packages/client")).repository ?? {};
  return url.replaceAll(/^git\+|\.git$/g, "");
}

function withoutExtension(file: string): string {
  return file.replace(/\.md$/, "");
}
