import { branchesOf } from "../schemas.ts";
import type { OpenApiDocument, Schema } from "../openapi.ts";
import { dereference, isMap } from "../ref.ts";
import { forVersion, isByVersion } from "./by-version.ts";

/** The objects that examples refer to, by name. */
export type Objects = ReadonlyMap<string, unknown>;

/**
 * An example's value in one version: what `$like` refers to with the differences, and of what versions do not share
 * that version's.
 *
 * @throws {Error} when a reference leads nowhere or in a circle
 */
export function exampleValue(
  written: unknown,
  version: string,
  objects: Objects,
  within: string[] = [],
): unknown {
  const resolve = (value: unknown) => exampleValue(value, version, objects, within);
  if (Array.isArray(written)) return written.map(resolve).filter((item) => item !== undefined);
  if (!isMap(written)) return written;
  if (isByVersion(written)) return resolve(forVersion<unknown>(written, version)?.said);
  const { $like: name, ...differences } = written as { $like?: unknown; $without?: unknown };
  const unknown = Object.keys(differences).find((key) => key.startsWith("$") && key !== "$without");
  if (unknown) throw new Error(`there is no \`${unknown}\`, only \`$like\` and \`$without\``);
  if (differences.$without !== undefined && !Array.isArray(differences.$without))
    throw new Error("`$without` is a list");
  const own = (values: Record<string, unknown>) =>
    Object.entries(values)
      .filter(([key]) => key !== "$without")
      .map(([key, value]): [string, unknown] => [key, resolve(value)])
      .filter(([, value]) => value !== undefined);
  if (name === undefined) return Object.fromEntries(own(written));
  if (typeof name !== "string" || !objects.has(name))
    throw new Error(`there is no object \`${String(name)}\``);
  if (within.includes(name)) throw new Error(`\`${name}\` is like itself`);
  const model = exampleValue(objects.get(name), version, objects, [...within, name]);
  return changed(model, differences, resolve);
}

/** An object with other values; objects inside are changed in the same way, and everything else is replaced. */
function changed(model: unknown, differences: object, resolve: (value: unknown) => unknown): unknown {
  if (!isMap(model)) return model;
  const { $without = [], ...values } = differences as { $without?: string[] };
  const result = { ...model };
  for (const key of $without) delete result[key];
  for (const [key, value] of Object.entries(values)) {
    const merges = isMap(value) && !("$like" in value) && !isByVersion(value) && isMap(result[key]);
    const after = merges ? changed(result[key], value, resolve) : resolve(value);
    if (after === undefined) delete result[key];
    else result[key] = after;
  }
  return result;
}

/**
 * A value without the properties that this version's schema does not declare: an example is written once for all
 * versions.
 *
 * @param leave told of each property that is left out, by its path
 */
export function declaredOnly(
  document: OpenApiDocument,
  schema: Schema,
  value: unknown,
  leave: (path: string) => void,
  at = "",
): unknown {
  const shapes = shapesOf(document, schema);
  if (Array.isArray(value)) {
    const items = shapes.flatMap((shape) => (shape.items ? [shape.items] : []));
    return items.length === 0
      ? value
      : value.map((item, index) => declaredOnly(document, { anyOf: items }, item, leave, `${at}.${index}`));
  }
  if (!isMap(value)) return value;
  const objects = shapes.filter(
    ({ type, properties }) => properties || !type || [type].flat().includes("object"),
  );
  const open = objects.some((shape) => isOpen(shape));
  const entries = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    const declared = objects.flatMap(({ properties }) =>
      properties && Object.hasOwn(properties, key) ? [properties[key]!] : [],
    );
    const rest = objects.flatMap(({ additionalProperties: more }) =>
      typeof more === "object" ? [more] : [],
    );
    const schemas = declared.length > 0 ? declared : rest;
    const path = `${at}.${key}`;
    if (schemas.length > 0) return [[key, declaredOnly(document, { anyOf: schemas }, inner, leave, path)]];
    if (open) return [[key, inner]];
    leave(path.slice(1));
    return [];
  });
  return Object.fromEntries(entries);
}

/** A schema and all that it is composed of, references resolved. */
function shapesOf(document: OpenApiDocument, schema: Schema): Schema[] {
  const shape = dereference<Schema>(document, schema);
  const branches = branchesOf(shape).flatMap((branch) => shapesOf(document, branch));
  const own = Object.keys(shape).some((key) => !["anyOf", "oneOf", "allOf", "description"].includes(key));
  return own || branches.length === 0 ? [shape, ...branches] : branches;
}

/** Whether a shape takes properties that it does not name; one that only asks for some says nothing of others. */
function isOpen({ properties, additionalProperties: more, ...others }: Schema): boolean {
  if (more !== undefined) return more !== false;
  return (
    !properties &&
    !("required" in others) &&
    branchesOf(others).length === 0 &&
    !("x-published-ref" in others)
  );
}
