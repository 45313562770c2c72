import type { VersionApi } from "../description/version-api.ts";
import { objectsAt, type Json } from "../json.ts";
import type { Settings } from "../options.ts";
import { Changes } from "./changes.ts";
import { Collection } from "./collection.ts";
import { Contacts } from "./contacts.ts";
import { Exports } from "./exports.ts";
import { Ids } from "./ids.ts";
import type { Applied, EventTotal, Item, Thread } from "./item.ts";
import { Relation } from "./relation.ts";
import { Scroll } from "./scroll.ts";

const REMEMBERED = 50;

/** Everything one Intercom holds. Every version of the API sees the same. */
export class Workspace {
  /** As contacts and the app name it. */
  readonly id = "local001";
  readonly changes = new Changes();
  private readonly collections = new Map<string, Collection<Item>>();

  readonly contacts = new Contacts("contacts", this.changes);
  readonly companies = this.of<Item>({ name: "companies" });
  readonly conversations = this.of<Thread>({ name: "conversations" });
  readonly tickets = this.of<Thread>({ name: "tickets" });
  readonly tags = this.of<Item>({ name: "tags" });
  readonly notes = this.of<Item>({ name: "notes" });
  readonly events = this.of<Item>({ name: "events" });

  /** Contact → company. */
  readonly memberships = new Relation("memberships", this.changes);
  /** Contact, company, conversation or ticket → tag. */
  readonly tagged = new Relation<Applied | null>("tagged", this.changes);
  /** Contact → subscription type. */
  readonly subscribed = new Relation("subscribed", this.changes);
  /** Contact → note. */
  readonly noted = new Relation("noted", this.changes);
  /** Contact → event. */
  readonly did = new Relation("did", this.changes);
  /** Contact → name of an event: what was told of it in sum, besides the single ones. */
  readonly totals = new Relation<EventTotal>("totals", this.changes);
  /** What makes events equal: contact, name and second. */
  readonly eventKeys = new Set<string>();

  readonly ids = new Ids();
  readonly scroll: Scroll;
  readonly exports: Exports;
  private readonly remembered = new Map<string, unknown>();

  constructor(
    readonly settings: Settings,
    /** The newest first: whose examples it is filled with. */
    private readonly apis: readonly VersionApi[],
  ) {
    this.scroll = new Scroll(settings);
    this.exports = new Exports(settings);
  }

  /** The time in Unix seconds, as the API tells it. */
  get seconds(): number {
    return Math.floor(this.settings.now() / 1000);
  }

  /** When searches begin to find a contact that is new, in milliseconds. */
  get searchableFrom(): number {
    return this.settings.now() + this.settings.searchDelayMs;
  }

  /** The collection of a kind of things, made when it is first asked for. */
  of<T extends Item>({
    name,
  }: {
    name: string;
    readonly show?: (item: T, ...more: never[]) => Json;
  }): Collection<T> {
    const known = this.collections.get(name) ?? new Collection<Item>(name, this.changes);
    this.collections.set(name, known);
    return known as Collection<T>;
  }

  /** The ids of a collection, oldest first. */
  idsOf(name: string): string[] {
    const collection = name === this.contacts.name ? this.contacts : this.of({ name });
    return collection.all().map(({ id }) => id);
  }

  /** An operation's examples, of the newest version that has any. */
  examples(operationId: string): Json[] {
    for (const api of this.apis) {
      const found = api.examples(operationId);
      if (found.length > 0) return found;
    }
    return [];
  }

  /**
   * The objects that examples show, each id once.
   *
   * @param shownBy operation → the key of the list that holds them; an answer without one is such an object itself
   */
  shown(shownBy: Record<string, string>): Json[] {
    const all = Object.entries(shownBy).flatMap(([operationId, key]) =>
      this.examples(operationId).flatMap((answer) =>
        Array.isArray(answer[key]) ? objectsAt(answer, key) : [answer],
      ),
    );
    // the first says most: it comes from the operation that shows one alone
    return [...new Map(all.toReversed().map((body) => [body["id"], body])).values()].toReversed();
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
