import type { Logger } from "./options.js";

/** How many calls are left, as the answer's `X-RateLimit-*` headers say. */
export interface RateLimit {
  /** The calls that one window allows. */
  readonly limit: number;
  /** The calls left in this window. */
  readonly remaining: number;
  /** When the window ends, on Intercom's clock. */
  readonly resetAt: Date;
}

/** Intercom's windows last seconds: what ends longer ago or later than this, in milliseconds, is none of them. */
export const HOUR = 3_600_000;

/** A call, as far as it is needed to say what is wrong. */
export interface Warned {
  readonly name: string;
  readonly logger?: Logger | undefined;
}

const told = new WeakSet<object>();

/** Writes what is not gone by, once for each of its kind: what is wrong in one answer is wrong in thousands. */
export async function distrust(call: Warned, kind: object | undefined, what: string): Promise<void> {
  if (!kind || told.has(kind)) return;
  told.add(kind);
  try {
    await call.logger?.warn(`${call.name}: ignored ${what} that cannot be right`);
  } catch {}
}

/**
 * The rate limit, or `undefined` where the answer does not carry it whole, or carries what cannot be right. With a call,
 * the latter is written to its logger.
 */
export function readRateLimit(headers: Headers, call?: Warned): RateLimit | undefined {
  const limit = readNumber(headers, "x-ratelimit-limit")!;
  const remaining = readNumber(headers, "x-ratelimit-remaining")!;
  const reset = readReset(headers)!;
  const oddWait = headers.get("retry-after") != null && readRetryAfter({ headers }) === undefined;
  if (call && (oddWait || [limit, remaining, reset].some(Number.isNaN))) {
    distrust(call, call.logger, "a header of the rate limit");
  }
  // NaN as soon as one is missing or wrong
  return limit + remaining + reset ? { limit, remaining, resetAt: new Date(reset) } : undefined;
}

/**
 * How long the server asks to wait, in milliseconds: `Retry-After` in seconds or as a date, or on a 429
 * `X-RateLimit-Reset`. Times are counted from the server's own `Date`, so that a wrong clock here does no harm.
 */
export function readRetryAfter({
  status,
  headers,
}: Pick<Response, "headers"> & { readonly status?: number }): number | undefined {
  const seconds = readNumber(headers, "retry-after")!;
  if (seconds >= 0) return seconds * 1000;
  const until = readDate(headers, "retry-after") || (status === 429 && readReset(headers));
  return until ? Math.max(0, until - serverNow(headers)) : undefined;
}

// what is missing is `undefined`, what is wrong NaN

function readNumber(headers: Headers, name: string): number | undefined {
  const text = headers.get(name);
  // a header that was sent twice arrives as "9, 9"
  return text == null ? undefined : /^[\d.]{1,15}(,|$)/.test(text) ? parseFloat(text) : NaN;
}

/** When the window ends, in milliseconds. */
function readReset(headers: Headers): number | undefined {
  const reset = readNumber(headers, "x-ratelimit-reset");
  // in milliseconds already, where it would be thousands of years away otherwise
  const ms = reset! > 1e11 ? reset! : reset! * 1000;
  return reset! >= 0 ? (Math.abs(ms - serverNow(headers)) < HOUR ? ms : NaN) : reset;
}

/** What the clock of who answered says, in milliseconds; this machine's, where the answer does not tell. */
export function serverNow(headers: Headers): number {
  return readDate(headers, "date") || Date.now();
}

function readDate(headers: Headers, name: string): number {
  const text = headers.get(name)!;
  // without a time in it, `Date.parse` makes a date of anything with a number in it
  return /\d:\d/.test(text) ? Date.parse(text) : NaN;
}
