import { exec, type JsonValue } from "jsonpath-rfc9535";
import { isMap, own } from "./ref.ts";

/** An action of an OpenAPI Overlay 1.0. */
export type Action = { target: string } & (
  { update: JsonValue; remove?: undefined } | { update?: undefined; remove: true }
);

type Key = string | number;
type Container = Record<Key, JsonValue>;

/**
 * Applies one action to a document, in place, or leaves the document as it is and says why. An action that changes
 * nothing is not applied: the description moved on, or the target is misspelt.
 *
 * Redocly's implementation gives the same documents (a test holds the two together), but does not tell of such
 * actions, and needs as long again as everything else that codegen does. One thing is added: a value that a list
 * has already is not added to it twice, since `required` and `enum` are sets, so that one action can bring the lists of
 * several versions to the same end.
 *
 * @see https://spec.openapis.org/overlay/v1.0.0.html
 */
export function applyAction(document: JsonValue, { target, update, remove }: Action): string | undefined {
  let places: Key[][];
  try {
    places = select(document, target);
  } catch (error) {
    return `The target is no JSONPath (${(error as Error).message})`;
  }
  if (places.length === 0) return "The action selects nothing";
  if (places.some((keys) => keys.length === 0) && remove) return "The action removes the whole description";
  if (remove) {
    // from the end, so that no index moves before its turn
    for (const keys of places.toReversed()) removeAt(document, keys);
    return undefined;
  }
  const mismatch = places.map((keys) => mismatchOf(nodeOf(document, keys), update)).find(Boolean);
  if (mismatch) return mismatch;
  const effects = places.map((keys) => merge(nodeOf(document, keys) as JsonValue, update));
  return effects.includes(true) ? undefined : "The action changes nothing";
}

function select(document: JsonValue, target: string): Key[][] {
  const places: Key[][] = [];
  exec(document, target, (_, path) => places.push([...path] as Key[]));
  return places;
}

function removeAt(document: JsonValue, keys: Key[]): void {
  const parent = nodeOf(document, keys.slice(0, -1)) as Container;
  const key = keys.at(-1) as Key;
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
}

/** Why an update cannot be merged, asked before anything is: it goes into objects and lists, each of its kind. */
function mismatchOf(node: unknown, update: unknown, key?: string): string | undefined {
  if (node === undefined || Array.isArray(node)) return undefined;
  if (isMap(node) && isMap(update)) {
    return Object.entries(update)
      .map(([name, value]) => mismatchOf(own(node, name), value, name))
      .find(Boolean);
  }
  if (!key) return "The update and what it is merged into are of different kinds";
  return isMap(node) || isContainer(update) ? `\`${key}\` is of another kind than its update` : undefined;
}

function merge(node: JsonValue, update: JsonValue): boolean {
  if (Array.isArray(node)) {
    const items = structuredClone(Array.isArray(update) ? update : [update]);
    const added = items.filter((item) => isContainer(item) || !node.includes(item));
    node.push(...added);
    return added.length > 0;
  }
  const effects = Object.entries(update as Container).map(([key, value]) => {
    const target = node as Record<string, JsonValue>;
    const existing = own(target, key) as JsonValue | undefined;
    if (existing !== undefined && isContainer(existing)) return merge(existing, value);
    target[key] = structuredClone(value);
    return existing !== value;
  });
  return effects.includes(true);
}

function nodeOf(document: JsonValue, keys: Key[]): JsonValue | undefined {
  return keys.reduce<JsonValue | undefined>((node, key) => (node as Container)[key], document);
}

function isContainer(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
