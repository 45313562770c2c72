/** The name that shares the most pairs of letters with what somebody typed. */
export function nearestName(typed: string, names: readonly string[]): string {
  const likeness = (name: string) =>
    [...name].filter((_, index) => typed.includes(name.slice(index, index + 2))).length;
  return names.toSorted((a, b) => likeness(b) - likeness(a))[0]!;
}
