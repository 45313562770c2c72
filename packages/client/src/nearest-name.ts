/** The name that is most like what somebody typed: with the most pairs of letters in common, and few others. */
export function nearestName(typed: string, names: readonly string[]): string {
  const likeness = (name: string) =>
    [...name].filter((_, index) => typed.includes(name.slice(index, index + 2))).length / name.length;
  return names.toSorted((a, b) => likeness(b) - likeness(a))[0]!;
}
