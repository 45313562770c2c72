import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { gzipSync } from "node:zlib";
import { packageDirectory } from "@intercom-openapi/support";
import { beforeAll, expect, test } from "vitest";
import { siteDirectory } from "../src/paths.ts";
import { operationName } from "@intercom-openapi/descriptions";
import { places, typeName } from "../src/site/reference/places.ts";
import { publishedVersions } from "../src/site/reference/index.ts";
import { pages as repositoryPages } from "../src/snippets/index.ts";

/** What a browser may load before somebody reads, and again before somebody's first search, gzipped. */
const FIRST_LOAD = 300_000;

const versions = publishedVersions();
const files = existsSync(siteDirectory)
  ? (readdirSync(siteDirectory, { recursive: true }) as string[]).map((file) => file.replaceAll("\\", "/"))
  : [];
const htmlFiles = files.filter((file) => file.endsWith(".html"));
const texts = new Map(
  files.filter((file) => /\.(?:html|md|txt|css|js)$/.test(file)).map((file) => [file, read(file)]),
);

beforeAll(() => {
  if (htmlFiles.length === 0) throw new Error("There is no site: run pnpm run docs");
});

function read(file: string): string {
  return readFileSync(join(siteDirectory, file), "utf8");
}

function gzipped(file: string): number {
  return gzipSync(readFileSync(join(siteDirectory, file))).length;
}

test.for(versions.map((version) => [version.version, version] as const))(
  "every operation, tag and type of %s has a page, as HTML and as Markdown",
  ([version, { document, operations }]) => {
    const expected = [
      places.overview(version),
      places.types(version),
      ...operations.flatMap((entry) => [
        places.operation(version, entry),
        places.tag(version, entry.operation.tags?.[0] ?? ""),
      ]),
      ...Object.keys(document.components.schemas).map((schema) =>
        places.type(version, typeName(document, schema)),
      ),
    ];
    expect(expected.length).toBeGreaterThan(300);
    const missing = expected
      .flatMap((path) => [`${path}.html`, `${path}.md`])
      .filter((file) => !texts.has(file));
    expect(missing).toEqual([]);
  },
);

test("every guide has a page", () => {
  const guides = repositoryPages().filter((page) => page.startsWith("packages/client/docs/"));
  expect(guides.length).toBeGreaterThan(5);
  const missing = guides.filter((page) => !texts.has(`guides/${posix.basename(page, ".md")}.html`));
  expect(missing).toEqual([]);
});

test("the page of an operation names its parameters and has its samples", () => {
  const problems = versions.flatMap(({ version, operations }) =>
    operations.flatMap((entry) => {
      const text = texts.get(`${places.operation(version, entry)}.md`) ?? "";
      const samples = (entry.operation["x-codeSamples"] ?? []) as { source: string }[];
      const wanted = [
        operationName(entry),
        ...entry.parameters.map(({ name }) => `| \`${name}\` |`),
        ...samples.map(({ source }) => source.trimEnd()),
        ...Object.keys(entry.operation.responses).filter((status) => status !== "default"),
      ];
      return wanted.filter((part) => !text.includes(part)).map((part) => `${operationName(entry)}: ${part}`);
    }),
  );
  expect(problems).toEqual([]);
});

test("every type is called as the types package calls it", () => {
  const problems = versions.flatMap(({ version, document }) => {
    const types = packageDirectory(`@intercom-openapi/types-${version}`, import.meta.dirname);
    const declarations = readFileSync(join(types, "index.d.ts"), "utf8");
    return Object.keys(document.components.schemas)
      .map((schema) => typeName(document, schema))
      .filter((name) => !new RegExp(`^export (?:interface|type) ${name}\\b`, "m").test(declarations));
  });
  expect(problems).toEqual([]);
});

test("the page of a type has a row for each of its properties", () => {
  const problems = versions.flatMap(({ version, document }) =>
    Object.entries(document.components.schemas).flatMap(([schema, { properties = {} }]) => {
      const text = texts.get(`${places.type(version, typeName(document, schema))}.md`) ?? "";
      return Object.keys(properties)
        .filter((name) => !text.includes(`| \`${name}\` |`))
        .map((name) => `${version} ${schema} ${name}`);
    }),
  );
  expect(problems).toEqual([]);
});

test("every page has a title of its own, a description in plain sentences, and each id once", () => {
  const titles = new Set<string>();
  const problems = htmlFiles.flatMap((file) => {
    const text = texts.get(file) ?? "";
    const [, title = ""] = /<title>(.*?)<\/title>/.exec(text) ?? [];
    const [, description = ""] = /<meta name="description" content="(.*?)">/s.exec(text) ?? [];
    const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    const wrong = [
      ...(titles.has(title) || /[`*]/.test(title) ? [`the title ${title}`] : []),
      ...(/^[^`*\n]{10,}[.!?]$/.test(description) && !/do not edit|\bconst\b/.test(description)
        ? []
        : [`the description ${description}`]),
      ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `the id ${id}, twice`),
    ];
    titles.add(title);
    return wrong.map((problem) => `${file}: ${problem}`);
  });
  expect(problems).toEqual([]);
});

test("every link leads to a page, and every anchor to something on it", () => {
  const ids = new Map(htmlFiles.map((file) => [file, idsIn(texts.get(file) ?? "")]));
  const broken = htmlFiles.flatMap((file) =>
    hrefsIn(texts.get(file) ?? "")
      .filter((href) => !/^(?:https?|data):/.test(href))
      .filter((href) => {
        const [path = "", anchor = ""] = href.split("#");
        const target = path ? posix.normalize(posix.join(posix.dirname(file), path)) : file;
        return (
          !files.includes(target) || (anchor !== "" && !ids.get(target)?.has(decodeURIComponent(anchor)))
        );
      })
      .map((href) => `${file}: ${href}`),
  );
  expect([...new Set(broken)]).toEqual([]);
});

test("the links of the Markdown pages lead to Markdown pages", () => {
  const broken = [...texts]
    .filter(([file]) => /\.(?:md|txt)$/.test(file))
    .flatMap(([file, text]) =>
      [...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)]
        .map(([, link = ""]) => posix.normalize(posix.join(posix.dirname(file), link)))
        .filter((target) => !texts.has(target))
        .map((target) => `${file}: ${target}`),
    );
  expect(broken).toEqual([]);
});

test("no page loads anything from elsewhere", () => {
  const loads = htmlFiles.flatMap((file) => {
    const text = texts.get(file) ?? "";
    const tags = text.match(/<(?:link|script|img|iframe|source|video)\b[^>]*>/g) ?? [];
    const foreign = tags.filter((tag) => /(?:src|href)="(?:\w+:)?\/\//.test(tag));
    const policy = text.includes(`content="default-src 'none'; script-src 'self'`) ? [] : ["no policy"];
    return [...foreign, ...policy].map((problem) => `${file}: ${problem}`);
  });
  expect(loads).toEqual([]);
  expect(texts.get("site.css")).not.toMatch(/url\(|@import/);
});

test("a page, with what it loads, stays below the first load", () => {
  const shared = gzipped("site.css") + gzipped("site.js");
  const heavy = htmlFiles.filter((file) => gzipped(file) + shared > FIRST_LOAD);
  expect(heavy).toEqual([]);
});

test("so does what a search needs before it shows anything", () => {
  const needed = files.filter((file) =>
    /^pagefind\/(?:pagefind(?:-worker)?\.js|.*\.pf_meta|wasm\.en\.)/.test(file),
  );
  expect(needed.length).toBeGreaterThan(3);
  expect(needed.map(gzipped).reduce((sum, size) => sum + size, 0)).toBeLessThan(FIRST_LOAD);
});

test("the switch leads to the same page of the other version, or says that there is none", () => {
  const problems = htmlFiles.flatMap((file) => {
    const [version = ""] = file.split("/");
    if (!versions.some((one) => one.version === version)) return [];
    const [, navigation = ""] = /<nav class="versions".*?>(.*?)<\/nav>/s.exec(texts.get(file) ?? "") ?? [];
    return versions.flatMap((other) => {
      const there = posix.join(other.version, file.slice(version.length));
      const [link = ""] = new RegExp(`<a [^>]*>${other.version}</a>`).exec(navigation) ?? [];
      const [href = ""] = hrefsIn(link);
      const target = posix.join(posix.dirname(file), href);
      const missing = link.includes('class="missing"');
      const right = texts.has(there) ? target === there && !missing : missing;
      return right ? [] : [`${file}: ${link}`];
    });
  });
  expect(problems).toEqual([]);
});

test("llms.txt lists the guides and what each version has", () => {
  const text = texts.get("llms.txt") ?? "";
  expect(text).toContain("](guides/errors.md)");
  for (const { version } of versions) expect(text).toContain(`](${version}/types/index.md)`);
});

function hrefsIn(html: string): string[] {
  return [...html.matchAll(/ href="([^"]*)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));
}

function idsIn(html: string): Set<string> {
  return new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id = ""]) => id));
}
