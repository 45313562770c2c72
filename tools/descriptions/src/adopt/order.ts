/** The keys of theirs in the order of ours; a new one stands before the one that follows it in theirs. */
export function inOurOrder(ours: readonly string[], theirs: readonly string[]): string[] {
  const wanted = new Set(theirs);
  const order = ours.filter((key) => wanted.has(key));
  const known = new Set(order);
  for (const [index, key] of [...theirs.entries()].toReversed()) {
    if (known.has(key)) continue;
    const next = theirs[index + 1];
    order.splice(next === undefined ? order.length : order.indexOf(next), 0, key);
    known.add(key);
  }
  return order;
}

/** A map with the keys of theirs: each entry is made of ours, where there is one, and theirs. */
export function mergeMaps<Ours, Theirs, Merged = Ours>(
  ours: Record<string, Ours> = {},
  theirs: Record<string, Theirs> = {},
  merge: (ours: Ours | undefined, theirs: Theirs, key: string) => Merged,
): Record<string, Merged> {
  return Object.fromEntries(
    inOurOrder(Object.keys(ours), Object.keys(theirs)).map((key) => {
      const own = Object.hasOwn(ours, key) ? ours[key] : undefined;
      return [key, merge(own, theirs[key] as Theirs, key)];
    }),
  );
}

/** What ours says in words and extensions, and what theirs states, in our order. */
export function mergeNode<T extends object>(ours: object | undefined, facts: object, words: object): T {
  const all: Record<string, unknown> = { ...words, ...facts };
  const keys = inOurOrder(Object.keys(ours ?? {}), Object.keys(all));
  return Object.fromEntries(keys.map((key) => [key, all[key]])) as T;
}
