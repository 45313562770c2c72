import type { VersionApi } from "../description/version-api.ts";
import { isJson, type Json } from "../json.ts";
import type { Settings } from "../options.ts";
import { Collection } from "./collection.ts";
import { Contacts } from "./contacts.ts";
import { Exports } from "./exports.ts";
import { Ids } from "./ids.ts";
import type { Applied, Item, Thread } from "./item.ts";
import { Relation } from "./relation.ts";
import { Scroll } from "./scroll.ts";

/** What a description's component is made from: the operation whose example shows one. */
const COMPONENTS = {
  contact: "ShowContact",
  company: "RetrieveACompanyById",
  conversation: "retrieveConversation",
  ticket: "getTicket",
  article: "retrieveArticle",
  collection: "retrieveCollection",
  note: "retrieveNote",
  tag_basic: "findTag",
};

const REMEMBERED = 50;

/** Everything one Intercom holds. Every version of the API sees the same. */
export class Workspace {
  readonly contacts = new Contacts();
  readonly companies = new Collection<Item>();
  readonly conversations = new Collection<Thread>();
  readonly tickets = new Collection<Thread>();
  readonly articles = new Collection<Item>();
  readonly collections = new Collection<Item>();
  readonly tags = new Collection<Item>();
  readonly notes = new Collection<Item>();
  readonly events = new Collection<Item>();

  /** Contact → company. */
  readonly memberships = new Relation();
  /** Contact, company, conversation or ticket → tag. */
  readonly tagged = new Relation<Applied | null>();
  /** Contact → note. */
  readonly noted = new Relation();
  /** Contact → event. */
  readonly did = new Relation();
  /** What makes events equal: contact, name and second. */
  readonly eventKeys = new Set<string>();

  readonly ids = new Ids();
  readonly scroll: Scroll;
  readonly exports: Exports;
  private readonly remembered = new Map<string, unknown>();
  private readonly blanks = new Map<string, Json>();

  constructor(
    readonly settings: Settings,
    /** In whose shapes everything is kept. */
    readonly api: VersionApi,
  ) {
    this.scroll = new Scroll(settings);
    this.exports = new Exports(settings);
  }

  /** The time in Unix seconds, as the API tells it. */
  get seconds(): number {
    return Math.floor(this.settings.now() / 1000);
  }

  /** A component of which nothing has been said yet, made from its example. */
  blank(component: keyof typeof COMPONENTS): Json {
    const known = this.blanks.get(component);
    if (known) return known;
    const { shape } = this.api;
    const [example] = this.api.examples(COMPONENTS[component]);
    const blank = shape.blank(shape.component(component), example);
    if (!isJson(blank)) throw new Error(`No example of ${component}`);
    this.blanks.set(component, blank);
    return blank;
  }

  /** What `compute` gave last time, until something is written. */
  remember<T>(key: string, compute: () => T): T {
    if (!this.remembered.has(key)) {
      if (this.remembered.size >= REMEMBERED) this.remembered.clear();
      this.remembered.set(key, compute());
    }
    return this.remembered.get(key) as T;
  }

  /** Called after every write. */
  forget(): void {
    this.remembered.clear();
  }
}
