import { operationsOf, type OpenApiDocument } from "@intercom-openapi/descriptions";
import { pascalCase, typeName } from "./type-names.ts";

/**
 * Names for what is no component of its own: ids, error codes, the attributes that a user may narrow, and what the
 * reference pages call otherwise than the description does (`x-type-aliases`).
 */
export function names(document: OpenApiDocument): string {
  const attributes = CUSTOM_ATTRIBUTES.replace("VERSION", document.info.version);
  return [idNames(document), otherNames(document), ERROR_CODE, FILE_STREAM, attributes].join("\n");
}

function idNames(document: OpenApiDocument): string {
  const ids = new Map<string, string>();
  for (const { parameters } of operationsOf(document)) {
    for (const { in: place, name, description = "" } of parameters) {
      // a placeholder of the name of what it identifies, such as `tag`, leaves it to that
      if (place === "path" && !Object.hasOwn(document.components.schemas, name) && !ids.has(name))
        ids.set(name, description);
    }
  }
  return [...ids]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([name, description]) =>
        `/** ${commentText(description)} */\nexport type ${pascalCase(name)} = string;\n`,
    )
    .join("");
}

function otherNames({ components }: OpenApiDocument): string {
  return Object.entries(components.schemas)
    .flatMap(([name, schema]) => (schema["x-type-aliases"] ?? []).map((alias) => ({ alias, name, schema })))
    .map(({ alias, name, schema }) => {
      const comment = schema.description ? `/** ${commentText(schema.description)} */\n` : "";
      return `${comment}export type ${alias} = ${typeName(name, schema)};\n`;
    })
    .join("");
}

/** Text that can stand in a comment. */
function commentText(text: string): string {
  return text.trim().replaceAll("*/", "*\\/").replaceAll("\n", " ");
}

const ERROR_CODE = `/** The code of an error. Intercom adds to them, so any string is allowed. */
export type ErrorCode = components["schemas"]["error"]["errors"][number]["code"];
`;

// looked up instead of named, so that the types compile where no library declares it
const FILE_STREAM = `/** The bytes of a file, as a \`ReadableStream\` where the runtime's types have one. */
export type FileStream = typeof globalThis extends { ReadableStream: { prototype: infer Stream } } ? Stream : unknown;
`;

const CUSTOM_ATTRIBUTES = `/**
 * Values of your custom attributes, keyed by attribute name. Declare yours once and every request and answer knows them:
 *
 * @example
 * declare module "@intercom-openapi/types-VERSION" {
 *   interface CustomAttributes {
 *     bike_model?: string | null;
 *     bikes_owned?: number | null;
 *   }
 * }
 */
export interface CustomAttributes {
  [name: string]: CustomAttributeValue | undefined;
}

/** Custom attributes to set. One that you have not declared also takes a list of ids, those of custom objects. */
export type CustomAttributesRequest = {
  [Name in keyof CustomAttributes]: CustomAttributes[Name] | (string extends Name ? string[] : never);
};
`;
