import { isDeepStrictEqual } from "node:util";
import { anonymous, placeholdersOf } from "../facts.ts";
import { METHODS, type OpenApiDocument, type PathItem } from "../openapi.ts";
import { operationsOf, type OperationEntry } from "../operations.ts";
import { mergeOperation } from "./merge-operation.ts";
import { mergeParameters } from "./merge-parameters.ts";
import { inOurOrder, mergeNode } from "./order.ts";

/** Their operations at our paths; a new path takes the names of its placeholders from ours where they begin alike. */
export function mergePaths(ours: OpenApiDocument, theirs: OpenApiDocument): OpenApiDocument["paths"] {
  const known = new Map(operationsOf(ours).map((entry) => [nameOf(entry), entry]));
  const paths = Object.keys(ours.paths);
  const wanted = new Map<string, OperationEntry[]>();
  for (const entry of operationsOf(theirs)) {
    const path = known.get(nameOf(entry))?.path ?? namedAsOurs(entry.path, paths);
    wanted.set(path, [...(wanted.get(path) ?? []), entry]);
  }
  return Object.fromEntries(
    inOurOrder(paths, [...wanted.keys()]).map((path) => {
      const entries = wanted.get(path)!.map((entry) => ({ theirs: entry, ours: known.get(nameOf(entry)) }));
      return [path, mergeItem(path, ours.paths[path], entries)];
    }),
  );
}

/** A path with the placeholders' names of the one of ours that shares the most of its beginning. */
export function namedAsOurs(path: string, ours: string[]): string {
  const segments = path.split("/");
  const closest = ours
    .map((own) => ({ own: own.split("/"), shared: sharedSegments(own.split("/"), segments) }))
    .toSorted((a, b) => b.shared - a.shared)[0];
  if (!closest) return path;
  const named = [...closest.own.slice(0, closest.shared), ...segments.slice(closest.shared)].join("/");
  const names = placeholdersOf(named);
  return new Set(names).size === names.length ? named : path;
}

function sharedSegments(one: string[], other: string[]): number {
  const differs = other.findIndex((segment, index) => anonymous(segment) !== anonymous(one[index] ?? ""));
  return differs < 0 ? other.length : differs;
}

function mergeItem(
  path: string,
  ours: PathItem | undefined,
  entries: { theirs: OperationEntry; ours: OperationEntry | undefined }[],
): PathItem {
  const merged = entries.map((entry) => ({
    ...entry,
    parameters: mergeParameters(entry.ours, entry.theirs, path),
  }));
  // what we say once for the whole path stays so for as long as it is true of all its operations
  const shared =
    ours?.parameters &&
    merged.every(({ ours: own, parameters }) => isDeepStrictEqual(own?.parameters, parameters));
  const operations = merged.map(({ theirs, ours: own, parameters }) => {
    const stated = shared ? (own?.operation.parameters ?? []) : parameters;
    return [theirs.method, mergeOperation(own, theirs, stated)];
  });
  const { parameters, ...words } = without(ours, METHODS);
  return mergeNode(ours, Object.fromEntries(operations), { ...(shared && { parameters }), ...words });
}

function without(ours: PathItem = {}, keys: readonly string[]): PathItem {
  return Object.fromEntries(Object.entries(ours).filter(([key]) => !keys.includes(key)));
}

function nameOf({ method, path }: OperationEntry): string {
  return `${method} ${anonymous(path)}`;
}
