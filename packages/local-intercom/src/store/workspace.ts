import type { VersionApi } from "../description/version-api.ts";
import { objectsAt, type Json } from "../json.ts";
import type { Settings } from "../options.ts";
import { Changes } from "./changes.ts";
import { Collection } from "./collection.ts";
import { Contacts } from "./contact-collection.ts";
import { ExportJobs } from "./export-jobs.ts";
import { Ids } from "./ids.ts";
import type { Applied, EventTotal, Item, Thread } from "./item.ts";
import { Relation } from "./relation.ts";
import { FORM, type SavedWorkspace } from "./saved-workspace.ts";
import { Scroll } from "./scroll.ts";

const REMEMBERED = 50;

/** Everything one Intercom holds. Every version of the API sees the same. */
export class Workspace {
  /** As contacts and the app name it. */
  readonly id = "local001";
  readonly changes = new Changes();
  readonly contacts = new Contacts("contacts", this.changes);
  private readonly collections = new Map<string, Collection<Item>>([
    ["contacts", this.contacts as Collection<Item>],
  ]);
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

  /** How many of each were put in as a seed. */
  readonly seeded = new Map<string, number>();

  readonly ids = new Ids();
  readonly scroll: Scroll;
  readonly exports: ExportJobs;
  private readonly remembered = new Map<string, unknown>();

  constructor(
    readonly settings: Settings,
    /** The newest first: whose examples it is filled with. */
    private readonly apis: readonly VersionApi[],
  ) {
    this.scroll = new Scroll(settings);
    this.exports = new ExportJobs(settings);
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

  /** How many it holds of each. */
  get counts(): Record<string, number> {
    return Object.fromEntries([...this.collections].map(([name, { size }]) => [name, size]));
  }

  /** A copy that nothing changes any more. */
  save(): SavedWorkspace {
    const { collections, relations, eventKeys, seeded, ids } = this;
    return structuredClone({
      localIntercom: FORM,
      collections: Object.fromEntries([...collections].map(([name, all]) => [name, [...all.values()]])),
      relations: Object.fromEntries(relations.map((one) => [one.name, [...one.pairs()]])),
      eventKeys: [...eventKeys],
      seeded: Object.fromEntries(seeded),
      ids: ids.counts(),
    });
  }

  /** Puts in what was saved, in place of what it is given at the start. What only newer releases are given stays. */
  restore(saved: SavedWorkspace): void {
    const { collections, relations, eventKeys, seeded, ids } = structuredClone(saved);
    for (const [name, items] of Object.entries(collections)) {
      const collection = this.of({ name });
      for (const { id } of collection.all()) collection.delete(id);
      for (const item of items) collection.add(item);
    }
    for (const relation of this.relations) {
      const pairs = relations[relation.name];
      if (!pairs) continue;
      for (const [from, to] of Array.from(relation.pairs())) relation.unlink(from, to);
      for (const [from, to, data] of pairs) relation.link(from, to, data);
    }
    for (const key of eventKeys) this.eventKeys.add(key);
    for (const [name, count] of Object.entries(seeded)) this.seeded.set(name, count);
    this.ids.goOnFrom(ids);
  }

  /** All that a thing can be part of. */
  get relations(): Relation<unknown>[] {
    const own: unknown[] = Object.values(this);
    return own.filter((value): value is Relation<unknown> => value instanceof Relation);
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
