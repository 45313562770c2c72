import { dereference, type OpenApiDocument, type Schema } from "@intercom-openapi/descriptions/reading";

/** A schema with nothing composed in it: one of the ways in which a value can fit. */
export interface PlainSchema {
  /** Any where it is undefined. */
  types: ReadonlySet<string> | undefined;
  /** The only values there are. */
  values: readonly unknown[] | undefined;
  format: string | undefined;
  properties: ReadonlyMap<string, Schema>;
  required: ReadonlySet<string>;
  /** Properties that are not declared by name. */
  others: Schema | boolean | undefined;
  items: Schema | undefined;
}

/** Every way in which a value can fit a schema: each branch of each choice, with all that goes for every branch. */
export function plainSchemas(document: OpenApiDocument, schema: Schema): PlainSchema[] {
  const { $ref, allOf = [], anyOf, oneOf } = schema;
  const parts = [
    ...($ref === undefined ? [] : [plainSchemas(document, dereference<Schema>(document, schema))]),
    ...allOf.map((part) => plainSchemas(document, part)),
    [own(schema)],
    ...[anyOf, oneOf].flatMap((choice) =>
      choice ? [choice.flatMap((branch) => plainSchemas(document, branch))] : [],
    ),
  ];
  return parts.reduce((some, more) => some.flatMap((one) => more.map((other) => both(one, other))));
}

export function allows({ types }: PlainSchema, type: string): boolean {
  return types === undefined || types.has(type);
}

export function isNullable(plain: PlainSchema): boolean {
  return allows(plain, "null") && (plain.values === undefined || plain.values.includes(null));
}

function own({ type, enum: values, const: only, format, ...schema }: Schema): PlainSchema {
  return {
    types: type === undefined ? undefined : new Set([type].flat()),
    values: only === undefined ? values : [only],
    format,
    properties: new Map(Object.entries(schema.properties ?? {})),
    required: new Set(schema.required),
    others: schema.additionalProperties,
    items: schema.items,
  };
}

/** What fits the one and the other. */
function both(one: PlainSchema, other: PlainSchema): PlainSchema {
  const properties = new Map(one.properties);
  for (const [name, schema] of other.properties) {
    const known = properties.get(name);
    properties.set(name, known ? { allOf: [known, schema] } : schema);
  }
  return {
    types: common(one.types, other.types),
    values:
      one.values && other.values
        ? one.values.filter((value) => other.values?.includes(value))
        : (one.values ?? other.values),
    format: one.format ?? other.format,
    properties,
    required: new Set([...one.required, ...other.required]),
    others: one.others ?? other.others,
    items: one.items && other.items ? { allOf: [one.items, other.items] } : (one.items ?? other.items),
  };
}

function common(one: PlainSchema["types"], other: PlainSchema["types"]): PlainSchema["types"] {
  if (!one || !other) return one ?? other;
  return new Set([...one].filter((type) => other.has(type)));
}
