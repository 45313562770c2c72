export interface Item {
  id?: unknown;
}

/** A list's answer: its items are under a name that the path has, or under `data`. */
interface Answer extends Item {
  [name: string]: unknown;
  data?: { [name: string]: unknown };
}

/** The items of an answer. */
export function itemsIn(answer: Answer, path: string): Item[] | undefined {
  return (
    `${path}/data`
      .split("/")
      // found articles are one level down
      .map((name) => answer[name] ?? answer.data?.[name])
      .find(Array.isArray) ?? (answer.id ? [answer] : undefined)
  );
}
