import type { OpenApiDocument, Schema } from "@intercom-openapi/descriptions/reading";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { isJson } from "../json.ts";
import { allows, isNullable, plainSchemas, type PlainSchema } from "./plain-schema.ts";

/** A value that versions show in different forms. */
class Either {
  constructor(readonly forms: readonly unknown[]) {}
}

/** Shown in the first of some forms that the version's schema takes. */
export function either(...forms: readonly unknown[]): unknown {
  return new Either(forms);
}

const ABSENT = Symbol("nothing that fits");

/** What stands where a version requires a text of a form that the workspace has nothing for. */
const EMPTY_TEXTS: Record<string, string> = {
  uri: "https://local.example.com/",
  uuid: "00000000-0000-4000-8000-000000000000",
  "date-time": "1970-01-01T00:00:00Z",
  date: "1970-01-01",
  email: "nobody@example.com",
};

/**
 * Shows what the workspace keeps as one version of the API does.
 *
 * What the version does not declare is left out, and so is what it takes no such value for; what it requires all the
 * same is null, empty, or the first of its values. Numbers are written as text and the other way round where the version
 * has them so. So a resource keeps everything that any version shows of it, and knows no version.
 */
export class View {
  private readonly plain = new WeakMap<Schema, PlainSchema[]>();
  /** How much of the value under way was left out or made up: what tells the branches of a choice apart. */
  private loss = 0;

  constructor(private readonly document: OpenApiDocument) {}

  /** A valid value, with no property that the schema does not declare. */
  of(schema: Schema, value: unknown): unknown {
    const shown = this.fit(schema, value);
    return shown === ABSENT ? this.empty(schema) : shown;
  }

  /** The least that a schema takes. */
  empty(schema: Schema): unknown {
    const ways = this.waysOf(schema);
    const [first] = ways;
    if (!first || ways.some(isNullable)) return null;
    const { values, types, format = "", properties, required } = first;
    if (values) return values[0];
    const type = types ? [...types][0] : properties.size > 0 ? "object" : "null";
    if (type === "string") return EMPTY_TEXTS[format] ?? "";
    if (type === "integer" || type === "number") return 0;
    if (type === "boolean") return false;
    if (type === "array") return [];
    if (type !== "object") return null;
    return Object.fromEntries([...required].map((key) => [key, this.empty(properties.get(key) ?? {})]));
  }

  /** Every way in which a value can fit; composed once for a schema. */
  waysOf(schema: Schema): PlainSchema[] {
    const known = this.plain.get(schema) ?? plainSchemas(this.document, schema);
    this.plain.set(schema, known);
    return known;
  }

  private fit(schema: Schema, value: unknown): unknown {
    if (value === undefined) return ABSENT;
    if (value instanceof Either) {
      for (const form of value.forms) {
        const shown = this.fit(schema, form);
        if (shown !== ABSENT) return shown;
      }
      return ABSENT;
    }
    const ways = this.waysOf(schema);
    const [only] = ways;
    return only && ways.length === 1 ? this.fitPlain(only, value) : this.fitBest(ways, value);
  }

  private fitBest(ways: readonly PlainSchema[], value: unknown): unknown {
    const before = this.loss;
    let [best, least]: [unknown, number] = [ABSENT, Infinity];
    for (const way of ways) {
      this.loss = 0;
      const shown = this.fitPlain(way, value);
      if (shown !== ABSENT && this.loss < least) [best, least] = [shown, this.loss];
    }
    this.loss = before + (best === ABSENT ? 0 : least);
    return best;
  }

  private fitPlain(plain: PlainSchema, value: unknown): unknown {
    if (value === null) return isNullable(plain) ? null : ABSENT;
    if (plain.values) {
      const known = plain.values.find((one) => one !== null && String(one) === String(value));
      return known === undefined ? ABSENT : known === value ? value : this.converted(known);
    }
    if (Array.isArray(value)) return allows(plain, "array") ? this.fitItems(plain, value) : ABSENT;
    if (isJson(value)) return allows(plain, "object") ? this.fitProperties(plain, value) : ABSENT;
    if (typeof value === "boolean") return allows(plain, "boolean") ? value : ABSENT;
    if (typeof value === "number") return this.fitNumber(plain, value);
    return typeof value === "string" ? this.fitText(plain, value) : ABSENT;
  }

  private fitNumber(plain: PlainSchema, value: number): unknown {
    if (allows(plain, "number") || (allows(plain, "integer") && Number.isInteger(value))) return value;
    return allows(plain, "string") ? this.converted(String(value)) : ABSENT;
  }

  private fitText(plain: PlainSchema, value: string): unknown {
    if (allows(plain, "string")) return hasFormat(plain.format, value) ? value : ABSENT;
    const number = value.trim() === "" ? Number.NaN : Number(value);
    const isAllowed = allows(plain, "number") || (allows(plain, "integer") && Number.isInteger(number));
    return isAllowed && Number.isFinite(number) ? this.converted(number) : ABSENT;
  }

  private converted(value: unknown): unknown {
    this.loss += 1;
    return value;
  }

  private fitItems({ items = {} }: PlainSchema, value: readonly unknown[]): unknown[] {
    const shown = value.map((item) => this.fit(items, item)).filter((item) => item !== ABSENT);
    this.loss += value.length - shown.length;
    return shown;
  }

  private fitProperties(
    { properties, required, others }: PlainSchema,
    value: Record<string, unknown>,
  ): unknown {
    // not written into an object: a property may be called __proto__
    const shown: [string, unknown][] = [];
    for (const [key, schema] of properties) {
      const given = Object.hasOwn(value, key) ? value[key] : undefined;
      const item = this.fit(schema, given);
      if (item !== ABSENT) shown.push([key, item]);
      else if (required.has(key)) shown.push([key, this.empty(schema)]);
      if (item === ABSENT && (given !== undefined || required.has(key))) this.loss += 1;
    }
    for (const [key, given] of Object.entries(value)) {
      if (properties.has(key) || given === undefined) continue;
      const item = others === true ? given : others ? this.fit(others, given) : ABSENT;
      if (item === ABSENT) this.loss += 1;
      else shown.push([key, item]);
    }
    return Object.fromEntries(shown);
  }
}

function hasFormat(name: string | undefined, value: string): boolean {
  const format = Object.entries(fullFormats).find(([known]) => known === name)?.[1];
  if (format instanceof RegExp) return format.test(value);
  return typeof format === "function" ? format(value) : true;
}
