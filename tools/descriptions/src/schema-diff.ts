import { branchesOf } from "./schemas.ts";
import type { OpenApiDocument, Schema } from "./openapi.ts";
import { dereference } from "./ref.ts";

/** What became of a property; types are in words such as `string or null`. */
export type ShapeChange =
  | { kind: "added"; type: string; required: boolean }
  | { kind: "removed"; type: string }
  | { kind: "type"; before: string; after: string }
  | { kind: "values"; before: string; after: string }
  | { kind: "required"; now: boolean };

export interface SchemaChange {
  /** The schema's name, or the operation's where the schema has none. */
  schema: string;
  /** The property's path inside it. */
  property: string;
  change: ShapeChange;
  /** The operations that carry it, as `METHOD path request|response status`. */
  in: string[];
}

interface SchemaPair {
  at: string;
  before: Schema;
  after: Schema;
}

interface Shape {
  type: string;
  required: boolean;
  enum: string;
  schema: Schema;
}

/**
 * Walks both sides of each pair together; a component that several operations carry is compared once.
 * Components that stand in each other's place under another name are renamed, which the wire does not see.
 */
export function compareSchemas(before: OpenApiDocument, after: OpenApiDocument, pairs: SchemaPair[]) {
  const changes = new Map<string, SchemaChange>();
  const renamed = new Map<string, string>();

  for (const { at, before: old, after: now } of pairs) {
    const seen = new Set<string>();
    walk({ name: at, path: "", old, now });

    function walk(place: { name: string; path: string; old: Schema; now: Schema }): void {
      const oldName = componentName(place.old);
      const newName = componentName(place.now);
      if (oldName && newName) {
        if (oldName !== newName && !(oldName in after.components.schemas)) renamed.set(oldName, newName);
        if (seen.has(`${oldName} ${newName}`)) return;
        seen.add(`${oldName} ${newName}`);
      }
      const [name, path] = newName ? [newName, ""] : [place.name, place.path];
      const oldShapes = shapes(before, place.old);
      const newShapes = shapes(after, place.now);
      for (const property of new Set([...oldShapes.keys(), ...newShapes.keys()])) {
        const full = path ? `${path}.${property}` : property;
        const [was, is] = [oldShapes.get(property), newShapes.get(property)];
        for (const change of shapeChanges(was, is)) record(name, full, change);
        if (was && is) walk({ name, path: full, old: was.schema, now: is.schema });
      }
    }

    function record(schema: string, property: string, change: ShapeChange): void {
      const key = JSON.stringify([schema, property, change]);
      const entry = changes.get(key) ?? { schema, property, change, in: [] };
      if (!entry.in.includes(at)) entry.in.push(at);
      changes.set(key, entry);
    }
  }
  return { changes: [...changes.values()], renamed };
}

function shapeChanges(was: Shape | undefined, is: Shape | undefined): ShapeChange[] {
  if (!was) return is ? [{ kind: "added", type: is.type, required: is.required }] : [];
  if (!is) return [{ kind: "removed", type: was.type }];
  const changes: ShapeChange[] = [];
  if (was.type !== is.type) changes.push({ kind: "type", before: was.type, after: is.type });
  if (was.enum !== is.enum)
    changes.push({ kind: "values", before: was.enum || "any", after: is.enum || "any" });
  if (was.required !== is.required) changes.push({ kind: "required", now: is.required });
  return changes;
}

/** A change in the words of the guides and the changesets. */
export function changeText(change: ShapeChange): string {
  switch (change.kind) {
    case "added":
      return `added${change.required ? ", required" : ""}: ${change.type}`;
    case "removed":
      return `removed, was ${change.type}`;
    case "type":
      return `${change.before} → ${change.after}`;
    case "values":
      return `values ${change.before} → ${change.after}`;
    case "required":
      return change.now ? "now required" : "no longer required";
  }
}

/** The properties of a schema with all its branches, items and maps; `[]` stands for an item. */
function shapes(document: OpenApiDocument, reference: Schema): Map<string, Shape> {
  const found = new Map<string, Shape>();
  const schema = dereference<Schema>(document, reference);
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    found.set(name, shape(document, property, schema.required?.includes(name) ?? false));
  }
  if (schema.items) found.set("[]", shape(document, schema.items, false));
  if (typeof schema.additionalProperties === "object") {
    found.set("{}", shape(document, schema.additionalProperties, false));
  }
  for (const branch of branchesOf(schema)) {
    for (const [name, value] of shapes(document, branch)) {
      const known = found.get(name);
      found.set(name, known && known.schema !== value.schema ? merged(known, value) : value);
    }
  }
  return found;
}

function merged(first: Shape, second: Shape): Shape {
  const either = first.type === second.type ? first.type : `${first.type} or ${second.type}`;
  return { ...first, type: either, required: first.required || second.required };
}

function shape(document: OpenApiDocument, reference: Schema, required: boolean): Shape {
  const schema = dereference<Schema>(document, reference);
  return {
    type: typeName(document, reference),
    required,
    enum: (schema.enum ?? [])
      .filter((value) => value !== null)
      .map(String)
      .toSorted()
      .join(", "),
    schema: reference,
  };
}

function typeName(document: OpenApiDocument, reference: Schema): string {
  const schema = dereference<Schema>(document, reference);
  const own = [schema.type ?? []].flat();
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map((branch) =>
    typeName(document, branch),
  );
  const inherited = (schema.allOf ?? []).map((branch) => typeName(document, branch));
  const names = new Set([...own, ...branches, ...inherited].flatMap((name) => name.split(" or ")));
  return [...names].toSorted().join(" or ") || "any";
}

/** The component that a schema is, whether or not it may be null instead. */
function componentName({ $ref, anyOf }: Schema): string | undefined {
  const [branch, ...others] = anyOf?.filter(({ type }) => type !== "null") ?? [];
  const ref = $ref ?? (others.length === 0 ? branch?.$ref : undefined);
  return ref?.split("/").pop();
}
