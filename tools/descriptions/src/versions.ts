/** Which versions something is for: one (`2.11`), all on a side of one (`>=2.12`), or both (`>=2.12 <2.14`). */
export type VersionRange = string;

const VERSION = /^(\d+\.\d+|Preview|Unstable)$/;
const BOUND = /^(>=|<=|>|<)?(\d+\.\d+|Preview|Unstable)$/;

/** Oldest first; a name such as `Preview` comes after all numbers. */
export function compareVersions(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}

export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

export function isVersionRange(text: string): boolean {
  return text.split(" ").every((bound) => BOUND.test(bound));
}

/** @throws {Error} when the range is none */
export function inRange(version: string, range: VersionRange): boolean {
  if (!isVersionRange(range)) {
    throw new Error(`\`${range}\` is no version, and no range such as \`>=2.12\` or \`>=2.12 <2.14\``);
  }
  return range.split(" ").every((bound) => {
    const [, operator = "", limit = ""] = BOUND.exec(bound) ?? [];
    const order = compareVersions(version, limit);
    if (order === 0) return operator !== ">" && operator !== "<";
    return order > 0 ? operator.startsWith(">") : operator.startsWith("<");
  });
}
