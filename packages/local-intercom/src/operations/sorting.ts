import type { Order } from "../search/query.ts";
import { byCreation } from "../store/collection.ts";
import type { Item, Mark } from "../store/item.ts";

/** An item's place in an order. */
export interface OrderedMark extends Mark {
  key: string | number | null;
}

/** The order of conversations where none is asked for: as they were updated, the latest first. */
export const LATEST_FIRST: Order = {
  name: "updated_at descending",
  isDescending: true,
  key: ({ body }) => Number(body["updated_at"]),
};

/** Items in an order, those of the same place by creation. */
export function sorted<T extends Item>(items: readonly T[], order: Order): T[] {
  return items
    .map((item) => ({ item, mark: placeIn(order, item) }))
    .toSorted((a, b) => compare(order, a.mark, b.mark))
    .map(({ item }) => item);
}

export function placeIn({ key }: Order, item: Item): OrderedMark {
  return { createdAt: item.createdAt, id: item.id, key: key(item) };
}

/** Negative when the first comes first. Those that have nothing to be placed by come last, whichever the direction. */
export function compare({ isDescending }: Order, a: OrderedMark, b: OrderedMark): number {
  if (a.key === null || b.key === null)
    return Number(a.key === null) - Number(b.key === null) || byCreation(a, b);
  const byKey = a.key === b.key ? 0 : a.key < b.key ? -1 : 1;
  const ascending = byKey || byCreation(a, b);
  return isDescending ? -ascending : ascending;
}
