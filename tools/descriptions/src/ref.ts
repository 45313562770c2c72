import type { OpenApiDocument, Reference } from "./openapi.ts";

/** The keys that a local reference (`#/components/…`) goes through. */
export function refKeys(ref: string): string[] {
  return ref
    .replace(/^#\//, "")
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** A key as it stands in a JSON pointer. */
export function pointerKey(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** Whether a value of JSON or YAML is an object of named values, and no list. */
export function isMap(node: unknown): node is Record<string, unknown> {
  return typeof node === "object" && node !== null && !Array.isArray(node);
}

/** What a node has at a key; nothing that every object inherits, such as `constructor`. */
export function own(node: unknown, key: string): unknown {
  const has = typeof node === "object" && node !== null && Object.hasOwn(node, key);
  return has ? (node as Record<string, unknown>)[key] : undefined;
}

/** The node at some keys from the root. */
export function nodeAt(document: OpenApiDocument, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(own, document);
}

/** The node itself, or the one it refers to. */
export function dereference<T extends object>(document: OpenApiDocument, node: T | Reference): T {
  return "$ref" in node && typeof node.$ref === "string"
    ? dereference(document, nodeAt(document, refKeys(node.$ref)) as T | Reference)
    : (node as T);
}
