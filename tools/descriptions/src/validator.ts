import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { OpenApiDocument } from "./openapi.ts";
import { pointerKey } from "./ref.ts";

/** Checks values against the schemas of one description. */
export class Validator {
  private readonly ajv: Ajv2020;

  constructor(document: OpenApiDocument) {
    // as a whole it is no schema, and checking it as one takes longer than all else
    this.ajv = new Ajv2020({ strict: false, allErrors: true, logger: false, validateSchema: false });
    // a CommonJS module whose default export is the function itself
    (addFormats as unknown as typeof addFormats.default)(this.ajv);
    this.ajv.addSchema({ ...document, $id: "description" });
  }

  /**
   * What is wrong with a value, one line each; empty when it fits.
   *
   * @param keys from the root of the description to the schema
   */
  problems(keys: readonly string[], value: unknown): string[] {
    const validate = this.compiled(keys);
    if (!validate) return ["no schema is declared"];
    return validate(value) ? [] : [...new Set((validate.errors ?? []).map(line))];
  }

  private compiled(keys: readonly string[]): ValidateFunction | undefined {
    const path = keys.map((key) => encodeURIComponent(pointerKey(key))).join("/");
    return this.ajv.getSchema(`description#/${path}`);
  }
}

function line({ keyword, instancePath, message, params }: ErrorObject): string {
  const at = instancePath || "/";
  if (keyword === "unevaluatedProperties")
    return `${at} undeclared property ${params["unevaluatedProperty"]}`;
  if (keyword === "enum") return `${at} ${message}: ${params["allowedValues"].join(", ")}`;
  return `${at} ${message}`;
}
