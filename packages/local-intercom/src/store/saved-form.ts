import { isJson } from "../json.ts";
import type { Item } from "./item.ts";

/** A number for the form of it: what another release has written may not be readable. */
export const FORM = 1;

/** A workspace as JSON: what `save()` gives and `state` takes. Export jobs and scrolls are not in it. */
export interface SavedWorkspace {
  readonly localIntercom: number;
  readonly collections: Readonly<Record<string, readonly Item[]>>;
  /** Pairs of ids, and what there is to say of the pair. */
  readonly relations: Readonly<
    Record<string, readonly (readonly [from: string, to: string, data: unknown])[]>
  >;
  readonly eventKeys: readonly string[];
  readonly seeded: Readonly<Record<string, number>>;
  readonly ids: Readonly<Record<string, number>>;
}

/** Why something is no saved workspace. */
export function flawOf(saved: object): string | undefined {
  const { localIntercom, collections, relations, eventKeys, seeded, ids } = saved as Record<string, unknown>;
  if (localIntercom === undefined) return "it is something else";
  if (localIntercom !== FORM) return `this release reads form ${FORM}, not ${JSON.stringify(localIntercom)}`;
  const lists = [collections, relations].every(
    (some) => isJson(some) && Object.values(some).every((one) => Array.isArray(one)),
  );
  const isWhole = lists && Array.isArray(eventKeys) && isJson(seeded) && isJson(ids);
  return isWhole ? undefined : "a part of it is missing";
}
