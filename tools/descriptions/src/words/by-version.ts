import { isMap } from "../ref.ts";
import { inRange, isVersionRange } from "../versions.ts";

/** Whether a map says different things for different versions. */
export function isByVersion(value: unknown): value is Record<string, unknown> {
  if (!isMap(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every(isVersionRange);
}

/** What is said for a version, and the range that says it; nothing where no range takes it in. */
export function forVersion<T>(value: T, version: string): { said: T; range?: string } | undefined {
  if (!isByVersion(value)) return { said: value };
  const range = Object.keys(value).find((key) => inRange(version, key));
  return range === undefined ? undefined : { said: value[range] as T, range };
}
