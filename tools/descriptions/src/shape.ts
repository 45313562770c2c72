import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { pointerKey } from "./ref.ts";

/** What is wrong with a document, and where. */
export interface Misfit {
  pointer: string;
  reason: string;
}

export type Shape = (document: unknown) => Misfit[];

// schemas, as short as they can be written
export const TEXT = { type: "string" };
export const SOME_TEXT = { type: "string", minLength: 1 };
export const list = (items: object) => ({ type: "array", items });
export const map = (additionalProperties: object) => ({ type: "object", additionalProperties });
export const object = (needed: object, others: object = {}) => ({
  type: "object",
  properties: { ...needed, ...others },
  required: Object.keys(needed),
});
/** An object without other keys. */
export const only = (needed: object, others: object = {}) => ({
  ...object(needed, others),
  additionalProperties: false,
});
/** A schema with a sentence for what does not fit it, in which `$` stands for the value; without a schema, for any. */
export const told = (says: string, schema: object = { not: {} }) => ({ ...schema, says });

export const when = (condition: object, fits: object, otherwise: object) =>
  // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's word
  ({ if: condition, then: fits, else: otherwise });

const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false, verbose: true });

/** Where a document is not built as a schema says. */
export function shape(schema: object): Shape {
  const validate = ajv.compile(schema);
  return (document) => (validate(document) ? [] : (validate.errors ?? []).flatMap(misfit));
}

const NAMES: Record<string, string> = {
  array: "a list",
  object: "an object",
  string: "a text",
  integer: "a number",
  boolean: "true or false",
};

function misfit({ keyword, instancePath, params, message, data, parentSchema }: ErrorObject): Misfit[] {
  const { properties = {}, says } = parentSchema as { properties?: object; says?: string };
  const { type, missingProperty, additionalProperty: other } = params as Record<string, string | undefined>;
  const pointer = `#${instancePath || "/"}`;
  if (says) return [{ pointer, reason: says.replace("$", () => `\`${JSON.stringify(data)}\``) }];
  if (keyword === "if") return [];
  if (missingProperty !== undefined) return [{ pointer, reason: `\`${missingProperty}\` is missing` }];
  if (other !== undefined) {
    const known = Object.keys(properties).join(", ");
    return [
      {
        pointer: `#${instancePath}/${pointerKey(other)}`,
        reason: `There is no \`${other}\` here, only ${known}`,
      },
    ];
  }
  const expected = [type ?? []].flat().map((one) => NAMES[one]);
  return [
    { pointer, reason: expected.length > 0 ? `${expected.join(" or ")} was expected` : `it ${message}` },
  ];
}
