import { rmSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { Eleventy } from "@11ty/eleventy";
import { readManifest, repository } from "@intercom-openapi/support";
import { close, createIndex } from "pagefind";
import { siteDirectory } from "../paths.ts";
import { guidePages, repositoryUrl } from "./guides.ts";
import { renderHtml } from "./html.ts";
import { Navigation } from "./navigation.ts";
import { distinct, type Page } from "./page.ts";
import { publishedVersions, referencePages } from "./reference/index.ts";

const templates = fileURLToPath(new URL("../../site", import.meta.url));

const versions = publishedVersions();
const pages = distinct([...guidePages(), ...referencePages(versions)]);
rmSync(siteDirectory, { recursive: true, force: true });
await writePages(pages);
await writeSearch();
console.log(`${pages.length} pages in ${siteDirectory}`);

/** What a template is given of a page. */
function forTemplate(page: Page, navigation: Navigation) {
  return {
    ...page,
    ...renderHtml(page.markdown),
    file: posix.basename(page.path),
    root: posix.relative(posix.dirname(page.path), ".")
      ? `${posix.relative(posix.dirname(page.path), ".")}/`
      : "",
    groups: navigation.groups(page),
    switches: navigation.switches(page),
  };
}

async function writePages(all: Page[]): Promise<void> {
  const navigation = new Navigation(all);
  const names = versions.map(({ version }) => version);
  const { description } = readManifest(join(repository, "packages/client"));
  const site = {
    name: "intercom-openapi",
    description,
    repository: repositoryUrl(),
    versions: names,
    newest: names.at(-1),
  };
  const eleventy = new Eleventy(templates, siteDirectory, {
    quietMode: true,
    configPath: null,
    config(config) {
      config.setUseGitIgnore(false);
      config.addGlobalData("site", site);
      config.addGlobalData(
        "pages",
        all.map((page) => forTemplate(page, navigation)),
      );
      config.addPassthroughCopy({
        [join(templates, "site.css")]: "site.css",
        [join(templates, "site.js")]: "site.js",
      });
    },
  });
  await eleventy.write();
}

/** The index in pieces, of which a search loads those that it needs. */
async function writeSearch(): Promise<void> {
  const { index, errors } = await createIndex({
    excludeSelectors: ["pre", "details", "footer"],
    keepIndexUrl: true,
    // property names are words
    includeCharacters: "_",
    forceLanguage: "en",
  });
  if (!index) throw new Error(errors.join("\n"));
  const added = await index.addDirectory({ path: siteDirectory });
  const written = await index.writeFiles({ outputPath: join(siteDirectory, "pagefind") });
  await close();
  const problems = [...added.errors, ...written.errors];
  if (problems.length > 0) throw new Error(problems.join("\n"));
}
