import {
  callable,
  checkEach,
  flag,
  headerText,
  httpUrl,
  LONGEST_TIMER,
  objectOf,
  oneOf,
  shown,
  text,
  texts,
  whole,
  word,
  type Check,
} from "./checks.ts";
import { isJson } from "./json.ts";
import type { ExportOptions, LocalIntercomOptions, Seed, WebhookOptions } from "./options.ts";
import { flawOf } from "./store/saved-workspace.ts";

/** Takes all of a machine's memory for nothing beyond it. */
const MOST_OF_ONE = 1_000_000;

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

const SEED = Object.fromEntries(SEEDABLE.map((name) => [name, whole(0, MOST_OF_ONE)]));

const duration = whole(0, LONGEST_TIMER);

const WEBHOOKS: Record<keyof WebhookOptions, Check> = {
  url: httpUrl,
  secret: word,
  topics: texts,
  version: text,
  timeoutMs: whole(1, LONGEST_TIMER),
  retryAfterMs: duration,
  onDelivery: callable,
};

const EXPORT: Record<keyof ExportOptions, Check> = {
  polls: whole(0, MOST_OF_ONE),
  ms: duration,
  rows: whole(0, Number.MAX_SAFE_INTEGER),
  outcome: oneOf("completed", "failed", "no_data"),
  lifetimeMs: whole(0, Number.MAX_SAFE_INTEGER),
};

const RATE_LIMIT = { limit: whole(0, MOST_OF_ONE), windowMs: whole(1, LONGEST_TIMER) };

const OPTIONS: Record<keyof LocalIntercomOptions, Check> = {
  token: headerText,
  port: whole(0, 65_535),
  // nothing at all would be every address of the machine
  host: word,
  state,
  seed: (_, value) => checkSeed(value),
  faults: callable,
  latencyMs: latency,
  webhooks: objectOf(WEBHOOKS, "url"),
  onRequest: callable,
  validateAnswers: flag,
  searchDelayMs: duration,
  scrollIdleMs: duration,
  scrollPageSize: whole(1, MOST_OF_ONE),
  rateLimit: objectOf(RATE_LIMIT, "limit", "windowMs"),
  export: objectOf(EXPORT),
  repeatScrollToken: flag,
  repeatCursor: flag,
  ignorePage: flag,
  now: callable,
};

/** @throws {RangeError} that names the option and what it takes */
export function checkOptions(options: unknown): asserts options is LocalIntercomOptions {
  if (!isJson(options)) throw new RangeError("The options are an object");
  checkEach("", options, OPTIONS);
}

/** @throws {RangeError} for what is no seed */
export function checkSeed(seed: unknown): asserts seed is Seed {
  if (!isJson(seed)) throw new RangeError(`seed takes a number for each of ${SEEDABLE.join(", ")}`);
  checkEach("seed", seed, SEED);
}

function latency(name: string, value: unknown): void {
  const range: unknown[] = Array.isArray(value) ? value : [value, value];
  for (const one of range) duration(name, one);
  if (range.length !== 2 || Number(range[0]) > Number(range[1])) {
    throw new RangeError(`${name} takes a number, or two of which the first is not larger`);
  }
}

function state(name: string, value: unknown): void {
  if (value === "examples" || value === "empty") return;
  if (typeof value !== "object") {
    throw new RangeError(`${name} takes "examples", "empty" or what save() gave, not ${shown(value)}`);
  }
  const flaw = flawOf(value);
  if (flaw) throw new RangeError(`${name} takes what save() gave: ${flaw}`);
}
