import type { Operation } from "@intercom-openapi/descriptions/reading";

/** What `x-search-fields` calls a kind of values. */
type Kind = "string" | "integer" | "float" | "boolean" | "date";

/** A field as the description has it. */
export interface DescribedField {
  name: string;
  /** Several of what the workspace has made itself. */
  kinds: readonly Kind[];
  operators: ReadonlySet<string>;
  /** The only values there are. */
  values: readonly string[] | undefined;
}

/** `x-search-fields` as it is written. */
interface Written {
  operators: Partial<Record<Kind, string[]>>;
  fields: Record<string, { kind: Kind | Kind[]; operators?: string[]; values?: string[] }>;
}

/** What one search compares, and how. */
export class SearchTable {
  private readonly written: Written;

  constructor(operation: Operation) {
    const written = operation["x-search-fields"];
    if (!written) throw new Error(`${operation.operationId} has no x-search-fields`);
    this.written = written as Written;
  }

  /** The field of a name, also one that falls under `custom_attributes.*`; undefined when there is none. */
  field(name: string): DescribedField | undefined {
    const { fields, operators } = this.written;
    const known = Object.keys(fields).find((key) =>
      key.endsWith("*") ? name.startsWith(key.slice(0, -1)) && name.length >= key.length : name === key,
    );
    const field = known === undefined ? undefined : fields[known];
    if (!field) return undefined;
    const kinds = [field.kind].flat();
    const taken = field.operators ?? kinds.flatMap((kind) => operators[kind] ?? []);
    return { name, kinds, operators: new Set(taken), values: field.values };
  }
}
