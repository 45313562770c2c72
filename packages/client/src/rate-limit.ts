/** How many calls are left, as the answer's `X-RateLimit-*` headers say. */
export interface RateLimit {
  /** The calls that one window allows. */
  readonly limit: number;
  /** The calls left in this window. */
  readonly remaining: number;
  /** When the window ends, on Intercom's clock. */
  readonly resetAt: Date;
}

/** The rate limit, or `undefined` where the answer does not carry it whole. */
export function readRateLimit(headers: Headers): RateLimit | undefined {
  const limit = readNumber(headers, "x-ratelimit-limit");
  const remaining = readNumber(headers, "x-ratelimit-remaining");
  const reset = readNumber(headers, "x-ratelimit-reset");
  // false as soon as one is NaN
  return limit + remaining + reset >= 0 ? { limit, remaining, resetAt: new Date(reset * 1000) } : undefined;
}

/**
 * How long the server asks to wait, in milliseconds: `Retry-After` in seconds or as a date, or on a 429
 * `X-RateLimit-Reset`. Times are counted from the server's own `Date`, so that a wrong clock here does no harm.
 */
export function readRetryAfter({ status, headers }: Response): number | undefined {
  const seconds = readNumber(headers, "retry-after");
  if (seconds >= 0) return seconds * 1000;
  const until =
    readDate(headers, "retry-after") || (status === 429 && readNumber(headers, "x-ratelimit-reset") * 1000);
  return until ? Math.max(0, until - (readDate(headers, "date") || Date.now())) : undefined;
}

// what is missing is NaN, as what is wrong is
function readNumber(headers: Headers, name: string): number {
  return parseFloat(headers.get(name)!);
}

function readDate(headers: Headers, name: string): number {
  return Date.parse(headers.get(name)!);
}
