import { validateHeaderName, validateHeaderValue } from "node:http";
import { headerText, LONGEST_TIMER, objectOf, oneOf, shown, whole, type Check } from "../checks.ts";
import { isJson } from "../json.ts";
import type { Fault } from "./fault.ts";

type Details<K extends Fault["kind"]> = Exclude<keyof Extract<Fault, { kind: K }>, "kind" | "when">;

/** What the faults of each kind say besides. */
const DETAILS: { [K in Fault["kind"]]: Record<Details<K>, Check> } = {
  status: { status: whole(200, 599), body: oneOf("json", "html", "empty"), headers },
  "rate-limited": { retryAfter, resetIn: finite },
  reset: { at: oneOf("start", "headers", "body") },
  stall: { at: oneOf("start", "body") },
  drip: { everyMs: whole(0, LONGEST_TIMER), bytes: whole(1, LONGEST_TIMER) },
  html: {},
  captcha: {},
  truncated: {},
  empty: {},
  redirect: { to: headerText, status: oneOf(301, 302, 303, 307, 308) },
};

const REQUIRED: Partial<Record<string, string>> = {
  status: "status",
  reset: "at",
  stall: "at",
  redirect: "to",
};

/** @throws {RangeError} that says what is wrong with what should be a fault */
export function checkFault(given: unknown): asserts given is Fault {
  const { kind, ...details } = isJson(given) ? given : {};
  const known = Object.entries<Record<string, Check>>(DETAILS).find(([name]) => name === kind);
  if (!known) {
    const kinds = Object.keys(DETAILS).join(", ");
    throw new RangeError(`${JSON.stringify(given)} is no fault; the kinds are ${kinds}`);
  }
  const [name, checks] = known;
  const required = REQUIRED[name];
  const check = objectOf({ ...checks, when: oneOf("before", "after") }, ...(required ? [required] : []));
  check(`fault ${name}`, details);
}

function headers(name: string, value: unknown): void {
  if (!isJson(value)) throw new RangeError(`${name} takes an object, not ${shown(value)}`);
  for (const [header, text] of Object.entries(value)) {
    try {
      validateHeaderName(header);
      validateHeaderValue(header, text as string);
    } catch {
      throw new RangeError(`${name} takes no ${JSON.stringify(header)}: ${shown(text)}`);
    }
  }
}

function retryAfter(name: string, value: unknown): void {
  if (typeof value === "number") return;
  if (typeof value !== "string")
    throw new RangeError(`${name} takes a number or a text, not ${shown(value)}`);
  headers(name, { "Retry-After": value });
}

function finite(name: string, value: unknown): void {
  if (!Number.isFinite(value)) throw new RangeError(`${name} takes a number, not ${shown(value)}`);
}
