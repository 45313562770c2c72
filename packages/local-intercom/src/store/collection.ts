import type { Json } from "../json.ts";
import type { Changes } from "./changes.ts";
import type { Item, Mark } from "./item.ts";

/** Items by id, and in the order of their creation. */
export class Collection<T extends Item> {
  private readonly items = new Map<string, T>();
  private sorted: T[] | undefined;
  private reversed: readonly T[] | undefined;

  constructor(
    readonly name: string,
    private readonly changes: Changes,
  ) {}

  get size(): number {
    return this.items.size;
  }

  get(id: string): T | undefined {
    return this.items.get(id);
  }

  add(item: T): T {
    const last = this.sorted?.at(-1);
    const isLatest = !this.items.has(item.id) && (!last || byCreation(last, item) < 0);
    this.items.set(item.id, item);
    this.reversed = undefined;
    // most of what is added is the latest: a hundred thousand are not sorted again for it
    if (isLatest) this.sorted?.push(item);
    else this.sorted = undefined;
    this.changes.tell({ what: "created", of: this.name, item });
    return item;
  }

  /** Replaces an item's body. */
  change(item: T, body: Json): T {
    const before = item.body;
    item.body = body;
    this.changes.tell({ what: "changed", of: this.name, item, before });
    return item;
  }

  delete(id: string): void {
    const item = this.items.get(id);
    if (!item) return;
    this.items.delete(id);
    this.sorted = undefined;
    this.reversed = undefined;
    this.changes.tell({ what: "deleted", of: this.name, item });
  }

  /** In the order in which they were added. */
  values(): Iterable<T> {
    return this.items.values();
  }

  /** Oldest first. */
  all(): readonly T[] {
    this.sorted ??= [...this.items.values()].toSorted(byCreation);
    return this.sorted;
  }

  newestFirst(): readonly T[] {
    this.reversed ??= this.all().toReversed();
    return this.reversed;
  }
}

/** Ids count up, so the longer one is the later one. */
export function byCreation(a: Mark, b: Mark): number {
  return a.createdAt - b.createdAt || a.id.length - b.id.length || (a.id < b.id ? -1 : Number(a.id > b.id));
}
