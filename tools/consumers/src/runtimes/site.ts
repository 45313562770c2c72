import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { serveSite } from "@intercom-openapi/docs/site";
import { repository } from "@intercom-openapi/support";
import { launchChromium, type Browser, type Page, type PageOptions } from "../support/chromium.ts";
import type { Check } from "../support/report.ts";

const SCREENSHOTS = join(repository, "tools/docs/dist/screenshots");

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** The site as people see it: at a desk and on a phone, light and dark, searched, switched, and without JavaScript. */
export function siteChecks(): Check[] {
  return [
    {
      name: "Site (Chromium)",
      async run() {
        const browser = await launchChromium();
        // below a path, as GitHub Pages serves it
        const { url, server } = await serveSite(0, "/intercom-openapi/");
        rmSync(SCREENSHOTS, { recursive: true, force: true });
        mkdirSync(SCREENSHOTS, { recursive: true });
        try {
          const visit = new Visit(browser, url);
          const screenshots = await look(visit);
          await search(visit);
          await switchVersion(visit);
          await withoutJavaScript(visit);
          visit.assertQuiet();
          return `${browser.version()}; ${screenshots} screenshots`;
        } finally {
          await browser.close();
          server.close();
        }
      },
    },
  ];
}

/** A visitor who remembers whatever a page complained about, or asked of somebody else. */
class Visit {
  readonly #complaints: string[] = [];

  constructor(
    readonly browser: Browser,
    readonly url: string,
  ) {}

  async open(path: string, options: PageOptions = {}): Promise<Page> {
    const page = await this.browser.newPage(options);
    page.on("pageerror", ({ message }) => this.complain(page, message));
    page.on("console", (message) => {
      if (/^(?:error|warning)$/.test(message.type())) this.complain(page, message.text());
    });
    page.on("request", (request) => {
      const asked = request.url();
      if (!asked.startsWith(this.url) && !asked.startsWith("data:")) this.complain(page, `asked ${asked}`);
    });
    await page.goto(this.url + path);
    return page;
  }

  /** The newest version's folder, as the start page links it. */
  async reference(): Promise<string> {
    const page = await this.open("index.html");
    const href = await page.getAttribute('.sections a[href$="/index.html"]', "href");
    await page.close();
    return (href ?? "").replace("/index.html", "");
  }

  complain(page: Page, problem: string): void {
    this.#complaints.push(`${page.url().slice(this.url.length)}: ${problem}`);
  }

  assertQuiet(): void {
    if (this.#complaints.length > 0) throw new Error(this.#complaints.join("\n"));
  }
}

/** Each kind of page in each look. */
async function look(visit: Visit): Promise<number> {
  const version = await visit.reference();
  const pages = ["index", "introduction", "guides/errors", "guides/moving-from-intercom-client"];
  const reference = ["index", "contacts", "operations/post-contacts", "types/index", "types/Contact"];
  const all = [...pages, ...reference.map((path) => `${version}/${path}`)];
  const backgrounds = new Map<string, unknown>();
  for (const colorScheme of ["light", "dark"] as const) {
    for (const viewport of [DESKTOP, PHONE]) {
      const page = await visit.open("index.html", { viewport, colorScheme });
      backgrounds.set(colorScheme, await page.evaluate("getComputedStyle(document.body).backgroundColor"));
      for (const path of all) {
        await page.goto(`${visit.url}${path}.html`);
        const beyond = Number(await page.evaluate("document.documentElement.scrollWidth - innerWidth"));
        if (beyond > 0) visit.complain(page, `${beyond} pixels wider than ${viewport.width}`);
        const name = `${path.replaceAll("/", "_")}-${viewport.width}-${colorScheme}.png`;
        await page.screenshot({ path: join(SCREENSHOTS, name) });
      }
      if (backgrounds.get("light") === backgrounds.get("dark"))
        visit.complain(page, "dark is as light as light");
      await page.close();
    }
  }
  return all.length * 4;
}

/** A parameter and a property are found, and the result leads to their rows. */
async function search(visit: Visit): Promise<void> {
  const version = await visit.reference();
  for (const [viewport, name] of [
    [DESKTOP, "starting_after"],
    [PHONE, "external_id"],
  ] as const) {
    const page = await visit.open(`${version}/index.html`, { viewport });
    await page.click("header .search");
    await page.fill("dialog input", name);
    const first = `dialog li:first-child a[href$="#${name}"]`;
    await page.waitForSelector(first);
    await page.screenshot({ path: join(SCREENSHOTS, `search-${viewport.width}.png`) });
    await page.click(first);
    await page.waitForURL((url) => url.hash === `#${name}`);
    const target = await page.textContent("tr:target");
    if (!target?.includes(name)) visit.complain(page, `is where the search for ${name} led`);
  }
}

/** The switch leads to the same property of the same type in another version. */
async function switchVersion(visit: Visit): Promise<void> {
  const version = await visit.reference();
  const path = "/types/Contact.html#external_id";
  const page = await visit.open(version + path);
  const other = await page.textContent(".versions a:not([aria-current])");
  await page.click(".versions a:not([aria-current])");
  await page.waitForURL((url) => url.pathname.includes(`/${other}/`));
  if (!page.url().endsWith(`/${other}${path}`)) visit.complain(page, `is where the switch to ${other} led`);
}

/** All text is there, and on a phone the menu opens. */
async function withoutJavaScript(visit: Visit): Promise<void> {
  const version = await visit.reference();
  const path = `${version}/operations/post-contacts.html`;
  const page = await visit.open(path, { viewport: PHONE, javaScriptEnabled: false });
  const text = (await page.textContent("article")) ?? "";
  if (!text.includes("external_id") || !text.includes("curl")) visit.complain(page, "needs JavaScript");
  await page.click(".menu");
  await page.waitForSelector('#navigation a[aria-current="page"]');
  await page.screenshot({ path: join(SCREENSHOTS, "menu-390.png") });
}
