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

/** Why something is no saved workspace: what is wrong in it would be a mistake of some later answer. */
export function flawOf(saved: unknown): string | undefined {
  const { localIntercom, collections, relations, eventKeys, seeded, ids } = isJson(saved) ? saved : {};
  if (localIntercom === undefined) return "it is something else";
  if (localIntercom !== FORM) return `this release reads form ${FORM}, not ${JSON.stringify(localIntercom)}`;
  const isWhole = isListed(collections) && isListed(relations) && isJson(seeded) && isJson(ids);
  if (!isWhole || !Array.isArray(eventKeys)) return "a part of it is missing";
  for (const [name, items] of Object.entries(collections)) {
    const at = items.findIndex((item) => !isItem(name, item));
    if (at >= 0) return `number ${at + 1} of its ${name} is none`;
  }
  for (const [name, pairs] of Object.entries(relations)) {
    const at = pairs.findIndex((pair) => !isPair(pair));
    if (at >= 0) return `number ${at + 1} of its ${name} is no pair of ids`;
  }
  const isCounted = [...Object.values(seeded), ...Object.values(ids)].every(Number.isSafeInteger);
  return isCounted ? undefined : "a count in it is no number";
}

function isListed(value: unknown): value is Record<string, unknown[]> {
  return isJson(value) && Object.values(value).every((one) => Array.isArray(one));
}

function isItem(name: string, value: unknown): boolean {
  if (!isJson(value)) return false;
  const { id, createdAt, body, archived, searchableFrom, parts } = value;
  const isOne = typeof id === "string" && typeof createdAt === "number" && isJson(body);
  if (name === "contacts")
    return isOne && typeof archived === "boolean" && typeof searchableFrom === "number";
  const isThread = name === "conversations" || name === "tickets";
  return isOne && (!isThread || (Array.isArray(parts) && parts.every(isJson)));
}

function isPair(value: unknown): boolean {
  const [from, to] = Array.isArray(value) ? (value as unknown[]) : [];
  return typeof from === "string" && typeof to === "string";
}
