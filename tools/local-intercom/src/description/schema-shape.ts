import { branchesOf, dereference, type OpenApiDocument, type Schema } from "@intercom-openapi/descriptions";
import { isJson, type Json } from "../json.ts";

/** What the schemas of one description declare of a value, whichever way they are composed. */
export class SchemaShape {
  private readonly known = new WeakMap<Schema, Schema[]>();
  private readonly properties = new WeakMap<Schema, Map<string, Schema | undefined>>();

  constructor(private readonly document: OpenApiDocument) {}

  component(name: string): Schema {
    return { $ref: `#/components/schemas/${name}` };
  }

  /** A schema and everything it is composed of, references resolved. */
  branches(schema: Schema): Schema[] {
    const known = this.known.get(schema);
    if (known) return known;
    const own = dereference(this.document, schema) as Schema;
    const branches = [own, ...branchesOf(own).flatMap((part) => this.branches(part))];
    this.known.set(schema, branches);
    return branches;
  }

  /** The schema of a property; undefined when nothing declares it. */
  property(schema: Schema, key: string): Schema | undefined {
    const known = this.properties.get(schema) ?? new Map<string, Schema | undefined>();
    this.properties.set(schema, known);
    if (!known.has(key)) known.set(key, this.lookUp(schema, key));
    return known.get(key);
  }

  private lookUp(schema: Schema, key: string): Schema | undefined {
    const found = this.branches(schema).flatMap<Schema>(
      ({ properties, additionalProperties: others }) =>
        properties?.[key] ?? (typeof others === "object" ? others : []),
    );
    return found.length > 1 ? { anyOf: found } : found[0];
  }

  isNullable(schema: Schema): boolean {
    return this.branches(schema).some(
      ({ type, enum: values }) => type === "null" || type?.includes("null") || values?.includes(null),
    );
  }

  /** A value without what the schema does not declare, as an older version of the API answers it. */
  prune(schema: Schema, value: unknown): unknown {
    const branches = this.branches(schema);
    if (Array.isArray(value)) {
      const items = branches.find((branch) => branch.items)?.items;
      return items ? value.map((item) => this.prune(items, item)) : value;
    }
    if (!isJson(value)) return value;
    const declares = branches.some((branch) => branch.properties ?? branch.additionalProperties);
    const open = !declares || branches.some((branch) => branch.additionalProperties === true);
    const pruned: Json = {};
    for (const [key, item] of Object.entries(value)) {
      const property = this.property(schema, key);
      if (property) pruned[key] = this.prune(property, item);
      else if (open) pruned[key] = item;
    }
    return pruned;
  }

  /**
   * What an example leaves when nothing has been said yet: the required properties, null where they may be, lists
   * empty, the rest as in the example.
   */
  blank(schema: Schema, example: unknown): unknown {
    if (this.isNullable(schema)) return null;
    if (Array.isArray(example)) return [];
    if (!isJson(example)) return example;
    const branches = this.branches(schema);
    if (!branches.some((branch) => branch.properties)) return {};
    const required = new Set(branches.flatMap((branch) => branch.required ?? []));
    return Object.fromEntries(
      Object.entries(example)
        .filter(([key]) => required.has(key))
        .map(([key, value]) => [key, this.blank(this.property(schema, key) ?? {}, value)]),
    );
  }
}
