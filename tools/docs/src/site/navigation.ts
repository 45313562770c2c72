import { linkBetween, type Page } from "./page.ts";

export interface Entry {
  title: string;
  href: string;
  current: boolean;
  /** Those of the entry that the page belongs to. */
  children: Entry[];
}

export interface Group {
  title: string;
  entries: Entry[];
}

/** The same page in another version, or that version's start where it has none. */
export interface Switch {
  version: string;
  href: string;
  current: boolean;
  missing: boolean;
}

/** The way from every page to the others. */
export class Navigation {
  readonly #pages: Page[];
  readonly #byPath: Map<string, Page>;
  readonly #children: Map<string, Page[]>;
  readonly #versions: string[];

  constructor(pages: Page[]) {
    this.#pages = pages;
    this.#byPath = new Map(pages.map((page) => [page.path, page]));
    this.#children = new Map();
    for (const page of pages) {
      const siblings = this.#children.get(page.parent ?? "") ?? [];
      this.#children.set(page.parent ?? "", [...siblings, page]);
    }
    this.#versions = [...new Set(pages.flatMap(({ version }) => version ?? []))];
  }

  groups(page: Page): Group[] {
    const roots = this.#pages.filter(({ parent }) => parent === undefined);
    const guides = roots.filter(({ kind }) => kind === "Guide");
    const entries = (found: Page[]) => found.map((one) => this.#entry(one, page));
    const reference = this.#versions.map((version) => ({
      title: `Reference ${version}`,
      entries: [
        ...entries(roots.filter((root) => root.version === version)).map((entry) => ({
          ...entry,
          title: "All operations",
          children: [],
        })),
        ...entries(this.#children.get(`${version}/index`) ?? []),
      ],
    }));
    const written = [
      { title: "Start", entries: entries(guides.filter(({ path }) => !path.includes("/"))) },
      { title: "Guides", entries: entries(guides.filter(({ path }) => path.includes("/"))) },
    ];
    return page.version === undefined
      ? [
          ...written,
          { title: "Reference", entries: entries(roots.filter(({ version }) => version !== undefined)) },
        ]
      : reference.filter(({ title }) => title === `Reference ${page.version}`);
  }

  switches(page: Page): Switch[] {
    const { version, path } = page;
    if (version === undefined) return [];
    return this.#versions.map((other) => {
      const there = other + path.slice(version.length);
      const missing = !this.#byPath.has(there);
      return {
        version: other,
        href: linkBetween(path, missing ? `${other}/index` : there, "html"),
        current: other === version,
        missing,
      };
    });
  }

  #entry(to: Page, from: Page): Entry {
    const open = to.path === from.path || to.path === from.parent;
    // the types of a version are too many to stand beside its pages
    const children = open ? (this.#children.get(to.path) ?? []).filter(({ kind }) => kind !== "Type") : [];
    return {
      title: to.title,
      href: linkBetween(from.path, to.path, "html"),
      current: to.path === from.path,
      children: children.map((child) => this.#entry(child, from)),
    };
  }
}
