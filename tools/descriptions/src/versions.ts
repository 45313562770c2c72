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

/** A number is none: of `2.10`, YAML makes 2.1. */
export function isVersionRange(range: unknown): range is VersionRange {
  return typeof range === "string" && range.split(" ").every((bound) => BOUND.test(bound));
}

/** Whether a range takes in one of the versions, or waits for those to come. */
export function isForSome(range: VersionRange, versions: string[]): boolean {
  return /^>=?\S+$/.test(range) || versions.some((version) => inRange(version, range));
}

/** @throws {Error} when the range is none */
export function inRange(version: string, range: unknown): boolean {
  if (!isVersionRange(range)) {
    throw new Error(
      `\`${String(range)}\` is no version and no range: write "2.12", ">=2.12" or ">=2.12 <2.14", in quotes`,
    );
  }
  return range.split(" ").every((bound) => {
    const [, operator = "", limit = ""] = BOUND.exec(bound) ?? [];
    const order = compareVersions(version, limit);
    if (order === 0) return operator !== ">" && operator !== "<";
    return order > 0 ? operator.startsWith(">") : operator.startsWith("<");
  });
}

/** What a version's types package is called, without the scope: npm knows no capitals. */
export function typesPackage(version: string): string {
  return `types-${version.toLowerCase()}`;
}
