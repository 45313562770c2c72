import type { Paged } from "./cursor.js";

export interface Item {
  id?: unknown;
}

/** A list's answer. */
export type Answer = Paged & Item & { data?: Record<string, unknown> } & Record<string, unknown>;

/** The items of an answer: under a name that the path has, or under `data`. The generator holds every list to it. */
export function itemsIn(answer: Answer, path: string): Item[] | undefined {
  return (
    `${path}/data`
      .split("/")
      // found articles are one level down
      .map((name) => answer[name] ?? answer.data?.[name])
      // a company that was asked for by name or id comes alone
      .find(Array.isArray) ?? (answer.id ? [answer] : undefined)
  );
}
