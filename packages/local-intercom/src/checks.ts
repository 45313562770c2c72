import { isJson } from "./json.ts";

/** @throws {RangeError} that names the value and what it takes */
export type Check = (name: string, value: unknown) => void;

export const LONGEST_TIMER = 2 ** 31 - 1;

export const flag = ofType("boolean", "true or false");
export const callable = ofType("function", "a function");
export const text = ofType("string", "a text");

/** Checks the properties that a value has; those that are undefined are as if they were not there. */
export function checkEach(name: string, value: object, checks: Record<string, Check>): void {
  for (const [key, one] of Object.entries(value)) {
    const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
    if (!check) {
      const whose = name
        ? `${name} knows no ${JSON.stringify(key)}`
        : `There is no option ${JSON.stringify(key)}`;
      throw new RangeError(`${whose}; it takes ${Object.keys(checks).join(", ")}`);
    }
    if (one !== undefined) check(name ? `${name}.${key}` : key, one);
  }
}

export function whole(least: number, most: number): Check {
  return (name, value) => {
    if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return;
    throw new RangeError(`${name} takes a whole number from ${least} to ${most}, not ${shown(value)}`);
  };
}

function ofType(type: "boolean" | "function" | "string", words: string): Check {
  return (name, value) => {
    if (typeof value !== type) throw new RangeError(`${name} takes ${words}, not ${shown(value)}`);
  };
}

export function oneOf(...values: readonly (number | string)[]): Check {
  return (name, value) => {
    if (values.some((one) => one === value)) return;
    throw new RangeError(`${name} takes ${values.join(", ")}, not ${shown(value)}`);
  };
}

/** @param required what it has to have */
export function objectOf(checks: Record<string, Check>, ...required: readonly string[]): Check {
  return (name, value) => {
    if (!isJson(value)) throw new RangeError(`${name} takes an object, not ${shown(value)}`);
    checkEach(name, value, checks);
    for (const key of required) if (value[key] === undefined) checks[key]?.(`${name}.${key}`, undefined);
  };
}

/** Without spaces, too, as tokens and URLs are. */
export function headerText(name: string, value: unknown): void {
  if (typeof value === "string" && /^[\x21-\x7E]+$/.test(value)) return;
  throw new RangeError(
    `${name} takes a text that is not empty and can stand in a header, not ${shown(value)}`,
  );
}

export function word(name: string, value: unknown): void {
  if (typeof value === "string" && /^\S+$/.test(value)) return;
  throw new RangeError(`${name} takes a text without spaces that is not empty, not ${shown(value)}`);
}

export function texts(name: string, value: unknown): void {
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return;
  throw new RangeError(`${name} takes a list of texts, not ${shown(value)}`);
}

export function httpUrl(name: string, value: unknown): void {
  const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return;
  throw new RangeError(`${name} takes an http or https URL, not ${shown(value)}`);
}

export function shown(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
