import type { LocalIntercomOptions, Seed } from "./options.ts";

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
  const { port, seed = {}, state, token, rateLimit, export: job = {} } = options;
  whole("port", port, 0, 65_535);
  if (token === "") throw new RangeError("token takes a text that is not empty");
  if (state !== undefined && state !== "examples" && state !== "empty") {
    throw new RangeError(`state takes "examples" or "empty", not ${JSON.stringify(state)}`);
  }
  for (const [name, count] of Object.entries(seed)) {
    if (!(SEEDABLE as readonly string[]).includes(name)) {
      throw new RangeError(`seed knows no ${JSON.stringify(name)}; it takes ${SEEDABLE.join(", ")}`);
    }
    whole(`seed.${name}`, count, 0, MOST_OF_ONE);
  }
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

function whole(name: string, value: number | undefined, least: number, most: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return;
  throw new RangeError(`${name} takes a whole number from ${least} to ${most}, not ${String(value)}`);
}
