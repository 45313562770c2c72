import type { OpenApiDocument, Schema } from "./openapi.ts";
import { operationName, operationsOf, successAnswers, type OperationEntry } from "./operations.ts";
import { compareSchemas, type SchemaChange } from "./schema-diff.ts";

/** What changes for a user who moves from one description to another. */
export interface VersionDiff {
  from: string;
  to: string;
  /** What goes over the wire. */
  wire: {
    addedOperations: string[];
    removedOperations: string[];
    parameters: Change[];
    statuses: Change[];
    schemas: SchemaChange[];
  };
  /** Only in the description and the types made from it: the wire is the same. */
  naming: { operationIds: Change[]; schemas: Change[]; onlyBefore: string[]; onlyAfter: string[] };
}

export interface Change {
  at: string;
  change: string;
}

/** An operation that both have. */
interface Pair {
  name: string;
  before: OperationEntry;
  after: OperationEntry;
}

export function diffOf(before: OpenApiDocument, after: OpenApiDocument): VersionDiff {
  const pairs = operationPairs(before, after);
  const shared = new Set(pairs.map(({ name }) => name));
  const only = (document: OpenApiDocument) =>
    operationsOf(document)
      .map(operationName)
      .filter((name) => !shared.has(name));
  const { changes, renamed } = compareSchemas(
    before,
    after,
    pairs.flatMap((pair) => schemaPairs(before, after, pair)),
  );
  const names = (document: OpenApiDocument) => Object.keys(document.components.schemas).toSorted();
  return {
    from: before.info.version,
    to: after.info.version,
    wire: {
      addedOperations: only(after),
      removedOperations: only(before),
      parameters: pairs.flatMap((pair) => changesOf(pair, parametersOf)),
      statuses: pairs.flatMap((pair) => changesOf(pair, statusesOf)),
      schemas: changes,
    },
    naming: {
      operationIds: pairs
        .filter((pair) => pair.before.operation.operationId !== pair.after.operation.operationId)
        .map(({ name, before: b, after: a }) => ({
          at: name,
          change: `${b.operation.operationId} → ${a.operation.operationId}`,
        })),
      schemas: [...renamed].map(([from, to]) => ({ at: from, change: `${from} → ${to}` })),
      onlyBefore: names(before).filter((name) => !(name in after.components.schemas) && !renamed.has(name)),
      onlyAfter: names(after).filter(
        (name) => !(name in before.components.schemas) && ![...renamed.values()].includes(name),
      ),
    },
  };
}

export function operationPairs(before: OpenApiDocument, after: OpenApiDocument): Pair[] {
  const now = new Map(operationsOf(after).map((entry) => [operationName(entry), entry]));
  return operationsOf(before).flatMap((entry) => {
    const name = operationName(entry);
    const other = now.get(name);
    return other ? [{ name, before: entry, after: other }] : [];
  });
}

function parametersOf({ parameters }: OperationEntry): Map<string, string> {
  return new Map(
    parameters.map((p) => [`${p.in} ${p.name}`, `${p.required ? "required " : ""}${typeName(p.schema)}`]),
  );
}

function statusesOf({ operation }: OperationEntry): Map<string, string> {
  return new Map(Object.keys(operation.responses).map((status) => [status, ""]));
}

function changesOf(
  { name, before, after }: Pair,
  of: (entry: OperationEntry) => Map<string, string>,
): Change[] {
  const [old, now] = [of(before), of(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    if (was === is) return [];
    if (was === undefined) return [{ at: name, change: `${key} added${is ? `: ${is}` : ""}` }];
    return [{ at: name, change: is === undefined ? `${key} removed` : `${key}: ${was} → ${is}` }];
  });
}

function typeName({ $ref, type }: Schema): string {
  return $ref?.split("/").pop() ?? [type].flat().join(" or ");
}

function schemaPairs(before: OpenApiDocument, after: OpenApiDocument, pair: Pair) {
  const bodies = ({ operation }: OperationEntry, document: OpenApiDocument) => {
    const found = new Map<string, Schema>();
    for (const { schema } of Object.values(operation.requestBody?.content ?? {})) {
      if (schema) found.set("request", schema);
    }
    for (const [status, { content = {} }] of successAnswers(document, operation)) {
      for (const { schema } of Object.values(content)) {
        if (schema) found.set(`response ${status}`, schema);
      }
    }
    return found;
  };
  const now = bodies(pair.after, after);
  return [...bodies(pair.before, before)].flatMap(([of, schema]) => {
    const other = now.get(of);
    return other ? [{ at: `${pair.name} ${of}`, before: schema, after: other }] : [];
  });
}
