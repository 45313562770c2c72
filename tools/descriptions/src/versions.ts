import { told } from "./shape.ts";

/** Which versions something is for: one (`2.11`), all on a side of one (`>=2.12`), or both (`>=2.12 <2.14`). */
export type VersionRange = string;

const NAME = String.raw`(\d+\.\d+|Preview|Unstable)`;
const VERSION = new RegExp(`^${NAME}$`);
const RANGE = new RegExp(`^([<>]=?)?${NAME}( ([<>]=?)?${NAME})*$`);

/** A number is none: of `2.10`, YAML makes 2.1. */
export const RANGE_SHAPE = told(
  '$ is no version and no range: write "2.12", ">=2.12" or ">=2.12 <2.14", in quotes',
  { type: "string", pattern: RANGE.source },
);

/** Oldest first; a name such as `Preview` comes after all numbers. */
export function compareVersions(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}

export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

export function isVersionRange(text: string): boolean {
  return RANGE.test(text);
}

/** Whether a range takes in one of the versions, or waits for those to come. */
export function isForSome(range: VersionRange, versions: string[]): boolean {
  return /^>=?\S+$/.test(range) || versions.some((version) => inRange(version, range));
}

export function inRange(version: string, range: VersionRange): boolean {
  return range.split(" ").every((bound) => {
    const [, operator = "", limit = ""] = /^([<>]=?)?(.+)$/.exec(bound) ?? [];
    const order = compareVersions(version, limit);
    if (order === 0) return operator !== ">" && operator !== "<";
    return order > 0 ? operator.startsWith(">") : operator.startsWith("<");
  });
}

/** What a version's types package is called, without the scope: npm knows no capitals. */
export function typesPackage(version: string): string {
  return `types-${version.toLowerCase()}`;
}
