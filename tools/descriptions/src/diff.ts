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

interface Pair {
  name: string;
  before: OperationEntry;
  after: OperationEntry;
}

export function diffOf(before: OpenApiDocument, after: OpenApiDocument): VersionDiff {
  const old = byName(before);
  const now = byName(after);
  const pairs = [...old].flatMap(([name, entry]) => {
    const other = now.get(name);
    return other ? [{ name, before: entry, after: other }] : [];
  });
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
      addedOperations: [...now.keys()].filter((name) => !old.has(name)),
      removedOperations: [...old.keys()].filter((name) => !now.has(name)),
      parameters: pairs.flatMap(parameterChanges),
      statuses: pairs.flatMap(statusChanges),
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

function byName(document: OpenApiDocument): Map<string, OperationEntry> {
  return new Map(operationsOf(document).map((entry) => [operationName(entry), entry]));
}

function parameterChanges({ name, before, after }: Pair): Change[] {
  const describe = ({ parameters }: OperationEntry) =>
    new Map(
      parameters.map((p) => [`${p.in} ${p.name}`, `${p.required ? "required " : ""}${typeName(p.schema)}`]),
    );
  return mapChanges(describe(before), describe(after)).map((change) => ({ at: name, change }));
}

function statusChanges({ name, before, after }: Pair): Change[] {
  const describe = ({ operation }: OperationEntry) =>
    new Map(Object.keys(operation.responses).map((s) => [s, ""]));
  return mapChanges(describe(before), describe(after)).map((change) => ({ at: name, change }));
}

function mapChanges(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [old, now] = [before.get(key), after.get(key)];
    if (old === now) return [];
    if (old === undefined) return [`${key} added${now ? `: ${now}` : ""}`];
    return now === undefined ? [`${key} removed`] : [`${key}: ${old} → ${now}`];
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
