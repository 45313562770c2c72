import { dereference, refKeys, type OpenApiDocument, type Schema } from "@intercom-openapi/descriptions";
import { linkBetween } from "../page.ts";
import { code, paragraphs, table } from "./markdown.ts";
import { places, typeName } from "./places.ts";

const REQUIRED = " **required**";

/** What a text about schemas has to know: what they refer to, and the page that it stands on. */
export interface Context {
  document: OpenApiDocument;
  page: string;
}

/** A schema's type, in which each other schema is a link by its name. */
export function typeText(schema: Schema, context: Context): string {
  return [...new Set(alternatives(schema, context))].join(" or ");
}

function alternatives(schema: Schema, context: Context): string[] {
  if (schema.$ref) return [typeLink(refKeys(schema.$ref).at(-1) ?? "", context)];
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(isType);
  if (branches.length > 0) return branches.flatMap((branch) => alternatives(branch, context));
  const types = [schema.type ?? []].flat();
  if (types.length > 0) return types.map((type) => named(type, schema, context));
  const parents = (schema.allOf ?? []).filter(isType);
  if (parents.length > 0) return parents.flatMap((parent) => alternatives(parent, context));
  return [code(schema.properties ? "object" : "any")];
}

/** Whether it says what a value is, and not only which properties have to be there. */
function isType(schema: Schema): boolean {
  return Object.keys(schema).some((key) => key !== "required" && key !== "description");
}

function named(
  type: string,
  { items, format, additionalProperties: values }: Schema,
  context: Context,
): string {
  if (type === "array") return items ? `array of ${typeText(items, context)}` : code("array");
  if (type === "object" && typeof values === "object") return `map of ${typeText(values, context)}`;
  if (type === "null" || !format) return code(type);
  return `${code(type)} (${format === "unix-time" ? "Unix seconds" : format})`;
}

export function typeLink(schema: string, { document, page }: Context): string {
  const name = typeName(document, schema);
  return `[${name}](${linkBetween(page, places.type(document.info.version, name))})`;
}

/** A schema's properties with those of the nameless objects in it, and what else it says. */
export function schemaText(schema: Schema, context: Context): string {
  const resolved = dereference<Schema>(context.document, schema);
  const rows = rowsOf(resolved, context);
  const choices = [...(resolved.oneOf ?? []), ...(resolved.anyOf ?? [])].filter(isChoice);
  const value = rows.length === 0 && choices.length === 0;
  return paragraphs(
    choices.length > 0 ? `One of: ${typeText({ anyOf: choices }, context)}.` : "",
    value ? `A value of type ${typeText(resolved, context)}.` : "",
    enumText(resolved),
    ...[resolved, ...(resolved.allOf ?? [])].map(eitherRequired),
    table(["property", "type", "description"], rows),
  );
}

/** Whether a branch is a type to choose. The properties of a nameless object are in the table. */
function isChoice(branch: Schema): boolean {
  return isType(branch) && branch.properties === undefined;
}

/** "At least one of", where nameless branches differ in what they require. */
function eitherRequired({ anyOf = [], oneOf = [] }: Schema): string {
  const branches = [...anyOf, ...oneOf];
  if (branches.some(({ $ref, required }) => $ref || !required)) return "";
  const sets = branches.map(({ required = [] }) => required);
  const own = sets.map((set) => set.filter((name) => !sets.every((other) => other.includes(name))));
  // where one has nothing of its own, the others are for some of the values
  if (own.length === 0 || own.some((set) => set.length === 0)) return "";
  const count = oneOf.length > 0 ? "One" : "At least one";
  return `${count} is required: ${own.map((set) => set.map(code).join(" with ")).join(", ")}.`;
}

/** One row for each property; those of a nameless object are below it, as `sender.id` or `data[].id`. */
function rowsOf(schema: Schema, context: Context, prefix = ""): string[][] {
  const parents = (schema.allOf ?? []).map((part) => dereference<Schema>(context.document, part));
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(({ $ref }) => !$ref);
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const required = schema.required?.includes(name) ? REQUIRED : "";
    const row = [code(prefix + name), typeText(property, context) + required, propertyText(property)];
    return [row, ...nested(property, context, prefix + name)];
  });
  const others = parents.flatMap((part) => rowsOf(part, context, prefix));
  const rows = [...own, ...others, ...rowsOfForms(branches.map((branch) => rowsOf(branch, context, prefix)))];
  const names = rows.map(([name]) => name);
  // what several branches have is told once
  return rows.filter(([name], index) => names.indexOf(name) === index);
}

/** The rows of several branches. What only some of them require is not required as such. */
function rowsOfForms(branches: string[][][]): string[][] {
  const forms = branches.filter((rows) => rows.length > 0);
  const isRequired = (name: string) => (form: string[][]) =>
    form.some(([other, type]) => other === name && type?.endsWith(REQUIRED));
  return forms.flat().map(([name = "", type = "", text = ""]) => {
    const some = type.endsWith(REQUIRED) && !forms.every(isRequired(name));
    return [name, some ? `${type} in some forms` : type, text];
  });
}

function nested(property: Schema, context: Context, name: string): string[][] {
  if (property.$ref) return [];
  const { items, additionalProperties: values, allOf = [], anyOf = [], oneOf = [], ...own } = property;
  return [
    ...rowsOf({ ...own, allOf: allOf.filter(({ $ref }) => !$ref) }, context, `${name}.`),
    ...rowsOfForms([...anyOf, ...oneOf].map((branch) => nested(branch, context, name))),
    ...(items ? nested(items, context, `${name}[]`) : []),
    ...(typeof values === "object" ? nested(values, context, `${name}.{key}`) : []),
  ];
}

/** The description, and what of the schema it does not say itself. */
function propertyText(property: Schema): string {
  const { description = "", deprecated, default: standard, maximum, maxItems } = property;
  return [
    deprecated ? "**Deprecated.**" : "",
    description,
    enumText(property),
    standard === undefined || / by default|, the default/.test(description)
      ? ""
      : `Default: ${code(standard)}.`,
    maximum === undefined || description.includes(`${maximum} at most`) ? "" : `At most ${maximum}.`,
    maxItems === undefined || description.includes(`${maxItems} at most`)
      ? ""
      : `At most ${maxItems} entries.`,
  ]
    .filter(Boolean)
    .join(" ");
}

function enumText({ enum: closed, items, description = "", "x-extensible-enum": open }: Schema): string {
  const values = [...(closed ?? items?.enum ?? [])].filter((value) => value !== null);
  if (Array.isArray(open)) return `Known values: ${open.map(code).join(", ")}.`;
  const said = values.every((value) => description.includes(code(value)));
  return said ? "" : `One of ${values.map(code).join(", ")}.`;
}

/** Rows for the parameters of a call. */
export function parameterRows(
  parameters: { name: string; required?: boolean; description?: string; schema: Schema }[],
  context: Context,
): string[][] {
  return parameters.map(({ name, required, description = "", schema }) => [
    code(name),
    typeText(schema, context) + (required ? REQUIRED : ""),
    propertyText({ ...schema, description }),
  ]);
}
