/** What a change asks of a version number, smallest first. */
export const BUMPS = ["patch", "minor", "major"] as const;
export type Bump = (typeof BUMPS)[number];

/** The largest of some, or nothing of none. */
export function largest(bumps: Iterable<Bump>): Bump | undefined {
  return [...bumps].toSorted((a, b) => BUMPS.indexOf(a) - BUMPS.indexOf(b)).at(-1);
}

export function atLeast(bump: Bump | undefined, wanted: Bump): boolean {
  return bump !== undefined && BUMPS.indexOf(bump) >= BUMPS.indexOf(wanted);
}
