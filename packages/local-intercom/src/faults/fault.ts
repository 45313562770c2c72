import { validateHeaderName, validateHeaderValue } from "node:http";
import { headerText, LONGEST_TIMER, objectOf, oneOf, shown, whole, type Check } from "../checks.ts";
import { isJson } from "../json.ts";

/**
 * What goes wrong with a request.
 *
 * `when` says whether it strikes before the operation is carried out or after. Faults in the answer's body come after,
 * the others before, unless stated.
 */
export type Fault = { when?: "before" | "after" } & Misfortune;

type Misfortune =
  /** Another status than the operation's; the body an error list, a page, or none. */
  | { kind: "status"; status: number; body?: "json" | "html" | "empty"; headers?: Record<string, string> }
  /** 429, always before. `retryAfter` in seconds or a date; `resetIn` in seconds, sent as Unix time. No other hint. */
  | { kind: "rate-limited"; retryAfter?: number | string; resetIn?: number }
  /** The connection breaks: before anything was sent, in the middle of the headers, in the middle of the body. */
  | { kind: "reset"; at: "start" | "headers" | "body" }
  /** Nothing more comes, and the connection stays: from the start, or from the middle of the body. */
  | { kind: "stall"; at: "start" | "body" }
  /** The whole answer, but a byte (or `bytes`) every ten milliseconds (or `everyMs`). */
  | { kind: "drip"; everyMs?: number; bytes?: number }
  /** 200, but a page. */
  | { kind: "html" }
  /** 405 and a page that asks for a captcha. */
  | { kind: "captcha" }
  /** The answer's first half, as if it were all. */
  | { kind: "truncated" }
  /** The answer's status without its body. */
  | { kind: "empty" }
  /** To another place. */
  | { kind: "redirect"; to: string; status?: 301 | 302 | 303 | 307 | 308 };

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

const IN_THE_BODY = new Set<Fault["kind"]>(["drip", "truncated", "empty"]);

/** Whether a fault leaves the operation to be carried out first. */
export function strikesAfter(fault: Fault): boolean {
  if (fault.kind === "rate-limited") return false;
  const isInBody = IN_THE_BODY.has(fault.kind) || ("at" in fault && fault.at === "body");
  return (fault.when ?? (isInBody ? "after" : "before")) === "after";
}

/**
 * Every kind of fault under a name, for tests that go through them all. Those without an end (`stall …`) need a client
 * with a time limit.
 */
export const ALL_FAULTS = {
  "500": { kind: "status", status: 500 },
  "502 with a page": { kind: "status", status: 502, body: "html" },
  "503": { kind: "status", status: 503 },
  "503 without a body": { kind: "status", status: 503, body: "empty" },
  "504 with a page": { kind: "status", status: 504, body: "html" },
  "408": { kind: "status", status: 408 },
  "429 with Retry-After": { kind: "rate-limited", retryAfter: 1 },
  "429 with only X-RateLimit-Reset": { kind: "rate-limited", resetIn: 1 },
  "429 without a hint": { kind: "rate-limited" },
  "reset before the headers": { kind: "reset", at: "start" },
  "reset in the headers": { kind: "reset", at: "headers" },
  "reset in the body": { kind: "reset", at: "body" },
  "stall before the headers": { kind: "stall", at: "start" },
  "stall in the body": { kind: "stall", at: "body" },
  "dripping body": { kind: "drip" },
  "200 with a page": { kind: "html" },
  "405 with a captcha": { kind: "captcha" },
  "truncated JSON": { kind: "truncated" },
  "empty body": { kind: "empty" },
  "redirect to another host": { kind: "redirect", to: "http://localhost:1/elsewhere", status: 307 },
} satisfies Record<string, Fault>;

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
