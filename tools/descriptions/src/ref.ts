import type { OpenApiDocument, Reference } from "./openapi.ts";

/** The node that a local reference (`#/components/…`) names. */
export function resolveRef(document: OpenApiDocument, ref: string): unknown {
  const keys = ref
    .replace(/^#\//, "")
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  return keys.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document);
}

/** The node itself, or the one it refers to. */
export function dereference<T extends object>(document: OpenApiDocument, node: T | Reference): T {
  return "$ref" in node && typeof node.$ref === "string"
    ? dereference(document, resolveRef(document, node.$ref) as T | Reference)
    : (node as T);
}
