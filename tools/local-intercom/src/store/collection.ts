import type { Item, Mark } from "./item.ts";

/** Items by id, and in the order of their creation. */
export class Collection<T extends Item> {
  private readonly items = new Map<string, T>();
  private sorted: readonly T[] | undefined;
  private reversed: readonly T[] | undefined;

  get(id: string): T | undefined {
    return this.items.get(id);
  }

  add(item: T): T {
    this.items.set(item.id, item);
    this.sorted = undefined;
    this.reversed = undefined;
    return item;
  }

  delete(id: string): void {
    this.items.delete(id);
    this.sorted = undefined;
    this.reversed = undefined;
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
