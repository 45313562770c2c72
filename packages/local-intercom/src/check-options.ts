import type { LocalIntercomOptions, Seed, WebhookOptions } from "./options.ts";
import { flawOf } from "./store/saved-form.ts";

/** Takes all of a machine's memory for nothing beyond it. */
const MOST_OF_ONE = 1_000_000;
const LONGEST_TIMER = 2 ** 31 - 1;

/** What a seed can have. */
export const SEEDABLE = [
  "contacts",
  "companies",
  "conversations",
  "tickets",
  "articles",
  "collections",
  "tags",
  "notes",
  "events",
  "visitors",
] as const satisfies readonly (keyof Seed)[];

/** @throws {RangeError} that names the option and what it takes */
export function checkOptions(options: LocalIntercomOptions): void {
  const { port, seed = {}, token, rateLimit, latencyMs = 0, webhooks, export: job = {} } = options;
  whole("port", port, 0, 65_535);
  if (token === "") throw new RangeError("token takes a text that is not empty");
  checkState(options.state);
  checkSeed(seed);
  const latencies: readonly number[] = typeof latencyMs === "number" ? [latencyMs] : latencyMs;
  for (const each of latencies) whole("latencyMs", each, 0, LONGEST_TIMER);
  const [least, most = least] = latencies;
  if (latencies.length > 2 || least === undefined || least > (most ?? 0)) {
    throw new RangeError("latencyMs takes a number, or two of which the first is not larger");
  }
  if (webhooks) checkWebhooks(webhooks);
  whole("searchDelayMs", options.searchDelayMs, 0, LONGEST_TIMER);
  whole("scrollIdleMs", options.scrollIdleMs, 0, LONGEST_TIMER);
  whole("scrollPageSize", options.scrollPageSize, 1, MOST_OF_ONE);
  if (rateLimit) {
    whole("rateLimit.limit", rateLimit.limit, 0, MOST_OF_ONE);
    whole("rateLimit.windowMs", rateLimit.windowMs, 1, LONGEST_TIMER);
  }
  whole("export.polls", job.polls, 0, MOST_OF_ONE);
  whole("export.ms", job.ms, 0, LONGEST_TIMER);
  whole("export.rows", job.rows, 0, Number.MAX_SAFE_INTEGER);
  whole("export.lifetimeMs", job.lifetimeMs, 0, Number.MAX_SAFE_INTEGER);
}

/** @throws {RangeError} for what is no seed */
export function checkSeed(seed: unknown): asserts seed is Seed {
  if (typeof seed !== "object" || seed === null || Array.isArray(seed)) {
    throw new RangeError(`seed takes a number for each of ${SEEDABLE.join(", ")}`);
  }
  for (const [name, count] of Object.entries(seed)) {
    if (!(SEEDABLE as readonly string[]).includes(name)) {
      throw new RangeError(`seed knows no ${JSON.stringify(name)}; it takes ${SEEDABLE.join(", ")}`);
    }
    whole(`seed.${name}`, count, 0, MOST_OF_ONE);
  }
}

function checkState(state: LocalIntercomOptions["state"]): void {
  if (state === undefined || state === "examples" || state === "empty") return;
  if (typeof state !== "object") {
    throw new RangeError(`state takes "examples", "empty" or what save() gave, not ${JSON.stringify(state)}`);
  }
  const flaw = flawOf(state);
  if (flaw) throw new RangeError(`state takes what save() gave: ${flaw}`);
}

function checkWebhooks({ url, secret, timeoutMs, retryAfterMs }: WebhookOptions): void {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new RangeError(`webhooks.url takes an http or https URL, not ${JSON.stringify(url)}`);
  }
  if (secret !== undefined && !/^\S+$/.test(secret)) {
    throw new RangeError("webhooks.secret takes a text without spaces that is not empty");
  }
  whole("webhooks.timeoutMs", timeoutMs, 1, LONGEST_TIMER);
  whole("webhooks.retryAfterMs", retryAfterMs, 0, LONGEST_TIMER);
}

function whole(name: string, value: unknown, least: number, most: number): void {
  if (value === undefined) return;
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return;
  throw new RangeError(`${name} takes a whole number from ${least} to ${most}, not ${String(value)}`);
}
