import type { Json } from "../json.ts";
import type { Item } from "./item.ts";

/** Something that has just come to be otherwise in a workspace. */
export type Change =
  /** `of` names the collection; `before` is the body that was replaced. */
  | { what: "created" | "deleted"; of: string; item: Item }
  | { what: "changed"; of: string; item: Item; before: Json }
  /** `of` names the relation. */
  | { what: "linked" | "unlinked"; of: string; from: string; to: string };

/** Tells of every change, as soon as it is made: for whoever sends webhooks. */
export class Changes {
  private readonly listeners: ((change: Change) => void)[] = [];

  listen(listener: (change: Change) => void): void {
    this.listeners.push(listener);
  }

  tell(change: Change): void {
    for (const listener of this.listeners) listener(change);
  }
}
