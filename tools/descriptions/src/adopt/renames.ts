import { anonymous, schemaFacts } from "../facts.ts";
import type { OpenApiDocument, Schema } from "../openapi.ts";
import { operationsOf } from "../operations.ts";
import { namedAsOurs } from "./merge-paths.ts";

/** How much of two schemas must be the same for one to be the other under a new name. */
const ALIKE = 0.6;

const SCHEMAS = "#/components/schemas/";

/** Names of ours by the new ones that Intercom gives the same schemas and paths. */
export function renamesOf(ours: OpenApiDocument, theirs: OpenApiDocument): Map<string, string> {
  return new Map([
    ...schemaRenames(ours.components.schemas, theirs.components.schemas),
    ...moves(ours, theirs),
  ]);
}

/** Ours with the new names, so that what is said in it stays where it was said. */
export function withNames(document: OpenApiDocument, renames: Map<string, string>): OpenApiDocument {
  const names = new Map([...renames].map(([now, before]) => [before, now]));
  const refs = new Map([...names].map(([before, now]) => [`${SCHEMAS}${before}`, `${SCHEMAS}${now}`]));
  const renamed = JSON.parse(JSON.stringify(document), (key, value: unknown) =>
    key === "$ref" ? (refs.get(String(value)) ?? value) : value,
  ) as OpenApiDocument;
  const rename = <T>(map: Record<string, T>) =>
    Object.fromEntries(Object.entries(map).map(([key, value]) => [names.get(key) ?? key, value]));
  const { paths, components } = renamed;
  return {
    ...renamed,
    paths: rename(paths),
    components: { ...components, schemas: rename(components.schemas) },
  };
}

function* schemaRenames(
  ours: Record<string, Schema>,
  theirs: Record<string, Schema>,
): Generator<[string, string]> {
  const gone = new Set(Object.keys(ours).filter((name) => !(name in theirs)));
  for (const [name, schema] of Object.entries(theirs)) {
    if (name in ours) continue;
    const closest = [...gone]
      .map((former) => ({ former, alike: likeness(ours[former]!, schema) }))
      .toSorted((a, b) => b.alike - a.alike)[0];
    if (!closest || closest.alike < ALIKE) continue;
    gone.delete(closest.former);
    yield [name, closest.former];
  }
}

/** The share of facts that both state. */
function likeness(one: Schema, other: Schema): number {
  const [left, right] = [schemaFacts(one), schemaFacts(other)];
  const shared = [...left].filter(([pointer, fact]) => right.get(pointer) === fact).length;
  return shared / (left.size + right.size - shared);
}

/** Paths whose operations are all found, by their operationIds, at one other path. */
function* moves(ours: OpenApiDocument, theirs: OpenApiDocument): Generator<[string, string]> {
  const known = new Set(Object.keys(ours.paths).map(anonymous));
  const stay = new Set(Object.keys(theirs.paths).map(anonymous));
  const moved = new Map(
    Object.keys(theirs.paths)
      .filter((path) => !known.has(anonymous(path)))
      .map((path) => [signature(theirs, path), path]),
  );
  for (const path of Object.keys(ours.paths)) {
    const target = stay.has(anonymous(path)) ? undefined : moved.get(signature(ours, path));
    if (target) yield [namedAsOurs(target, Object.keys(ours.paths)), path];
  }
}

function signature(document: OpenApiDocument, path: string): string {
  const operations = operationsOf(document).filter((entry) => entry.path === path);
  return JSON.stringify(
    operations.map(({ method, operation }) => [method, operation.operationId]).toSorted(),
  );
}
