import type { Changes } from "./changes.ts";

/** Which things belong to which, read from either side. Keeps the order in which they were joined. */
export class Relation<Data = null> {
  private readonly forward = new Map<string, Map<string, Data>>();
  private readonly backward = new Map<string, Set<string>>();

  constructor(
    readonly name: string,
    private readonly changes: Changes,
  ) {}

  link(from: string, to: string, data: Data): void {
    const isNew = !this.has(from, to);
    this.forward.set(from, (this.forward.get(from) ?? new Map<string, Data>()).set(to, data));
    this.backward.set(to, (this.backward.get(to) ?? new Set()).add(from));
    if (isNew) this.changes.tell({ what: "linked", of: this.name, from, to });
  }

  unlink(from: string, to: string): void {
    if (!this.has(from, to)) return;
    this.forward.get(from)?.delete(to);
    this.backward.get(to)?.delete(from);
    this.changes.tell({ what: "unlinked", of: this.name, from, to });
  }

  has(from: string, to: string): boolean {
    return this.forward.get(from)?.has(to) ?? false;
  }

  /** Every pair, in the order in which the first of each was joined. */
  *pairs(): Generator<[from: string, to: string, data: Data]> {
    for (const [from, joined] of this.forward) {
      for (const [to, data] of joined) yield [from, to, data];
    }
  }

  from(id: string): ReadonlyMap<string, Data> {
    return this.forward.get(id) ?? new Map<string, Data>();
  }

  to(id: string): ReadonlySet<string> {
    return this.backward.get(id) ?? new Set();
  }

  /** Everything that one side had is the other's; what it already has stays as it is. */
  move(from: string, into: string): void {
    for (const [to, data] of this.from(from)) {
      if (!this.has(into, to)) this.link(into, to, data);
      this.unlink(from, to);
    }
  }

  /** Ends everything that a thing is part of. */
  forget(id: string): void {
    for (const to of this.from(id).keys()) this.unlink(id, to);
    for (const from of this.to(id)) this.unlink(from, id);
  }
}
