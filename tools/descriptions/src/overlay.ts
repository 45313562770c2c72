import { exec, type JsonValue } from "jsonpath-rfc9535";

export interface Overlay {
  overlay: string;
  actions: Action[];
}

interface Action {
  target: string;
  update?: JsonValue;
  remove?: boolean;
}

export interface OverlayProblem {
  /** JSON pointer into the overlay. */
  pointer: string;
  reason: string;
}

type Key = string | number;
type Container = Record<Key, JsonValue>;

/**
 * Applies an OpenAPI Overlay 1.0 to a document, in place. An action that changes nothing is a problem: the description
 * moved on, or the target is misspelt.
 *
 * Redocly's implementation gives the same documents (a test holds the two together), but does not tell of such
 * actions, and needs as long again as everything else that codegen does.
 *
 * @see https://spec.openapis.org/overlay/v1.0.0.html
 */
export function applyOverlay(document: JsonValue, { actions }: Overlay): OverlayProblem[] {
  return actions.flatMap((action, index) => {
    const reason = apply(document, action);
    return reason
      ? [{ pointer: `#/actions/${index}/target`, reason: `${reason}: \`${action.target}\`` }]
      : [];
  });
}

function apply(document: JsonValue, { target, update, remove }: Action): string | undefined {
  let places: Key[][];
  try {
    places = select(document, target);
  } catch (error) {
    return `The target is no JSONPath (${(error as Error).message})`;
  }
  if (places.length === 0) return "The action selects nothing; correct its target or delete it";
  if (remove) {
    // from the end, so that no index moves before its turn
    for (const keys of places.toReversed()) removeAt(document, keys);
    return undefined;
  }
  if (update === undefined) return "The action has neither `update` nor `remove`";
  const effects = places.map((keys) => mergeAt(document, keys, update));
  const mismatch = effects.find((effect) => typeof effect === "string");
  if (mismatch) return mismatch;
  return effects.includes(true) ? undefined : "The action changes nothing; correct it or delete it";
}

function select(document: JsonValue, target: string): Key[][] {
  const places: Key[][] = [];
  exec(document, target, (_, path) => places.push([...path] as Key[]));
  return places;
}

function removeAt(document: JsonValue, keys: Key[]): void {
  const parent = parentOf(document, keys);
  const key = keys.at(-1) as Key;
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
}

/** Whether something changed, or what is wrong. */
function mergeAt(document: JsonValue, keys: Key[], update: JsonValue): boolean | string {
  if (keys.length === 0) return merge(document, update);
  const parent = parentOf(document, keys);
  const key = keys.at(-1) as Key;
  const node = parent[key] as JsonValue;
  if (isContainer(node)) return merge(node, update);
  if (isContainer(update)) return "The update cannot be merged into a plain value";
  parent[key] = update;
  return node !== update;
}

function merge(node: JsonValue, update: JsonValue): boolean | string {
  if (Array.isArray(node)) {
    const items = structuredClone(Array.isArray(update) ? update : [update]);
    // a value of `required` or `enum` that came to the description since; twice would be no schema
    const twice = items.find((item) => !isContainer(item) && node.includes(item));
    if (twice !== undefined) return `The list has ${JSON.stringify(twice)} already`;
    node.push(...items);
    return items.length > 0;
  }
  if (!isObject(node) || !isObject(update))
    return "The update and what it is merged into are of different kinds";
  let changed = false;
  for (const [key, value] of Object.entries(update)) {
    const existing = node[key];
    if (existing === undefined || (!isContainer(existing) && !isContainer(value))) {
      changed ||= existing !== value;
      node[key] = structuredClone(value);
    } else {
      const effect =
        isContainer(existing) && isContainer(value)
          ? merge(existing, value)
          : `\`${key}\` is of another kind than its update`;
      if (typeof effect === "string") return effect;
      changed ||= effect;
    }
  }
  return changed;
}

function parentOf(document: JsonValue, keys: Key[]): Container {
  return keys
    .slice(0, -1)
    .reduce<JsonValue>((node, key) => (node as Container)[key] as JsonValue, document) as Container;
}

function isContainer(value: JsonValue | undefined): boolean {
  return typeof value === "object" && value !== null;
}

function isObject(value: JsonValue): value is Record<string, JsonValue> {
  return isContainer(value) && !Array.isArray(value);
}
