import { parseArgs } from "node:util";
import { ALL_FAULTS, seeded, type LocalIntercomOptions, type Seed } from "./index.ts";

export const USAGE = `Usage: local-intercom [options]

An Intercom on this machine for tests. Stop it with Ctrl+C.

  --port 4010                 where to listen; 0 takes a free one
  --host 127.0.0.1            on which address: 0.0.0.0 lets others in, to /_local too
  --token local-token         the token to accept
  --state examples|empty|FILE what it holds at the start; FILE ends in .json, is read if it is there, and written at
                              the end
  --seed contacts=100,tags=5  how many more of each it holds
  --validate                  holds every answer against its description: a misfit is a 500, and exit code 1

  --rate-limit 100/10s        429 beyond so many requests in a time
  --faults 5%                 so many of the requests go wrong, in every way that has an end
  --latency 50ms              holds every answer back; 50-200ms by something between the two
  --search-delay 2s           how long searches miss a new contact

  --webhooks URL              tells this URL of changes, and pings it at the start
  --webhook-secret S          by what they are signed, and what /auth/eagle/token takes (default: local-secret)
  --webhook-version 2.12      whose form their items have (default: the newest)
  --webhook-retry 60s         after how long one that was not taken is sent once more
  --topics contact.*,...      only these

  --quiet                     prints nothing; otherwise a line for every request, in a terminal
  --help                      this

Examples:
  local-intercom --seed contacts=1000,companies=20
  local-intercom --state intercom.json
  local-intercom --rate-limit 100/10s --faults 5% --latency 50-200ms
  local-intercom --webhooks http://127.0.0.1:3000/webhooks --webhook-secret s3cret --topics "contact.*,ticket.created"

While it runs: GET /_local/health, /_local/requests, /_local/webhooks and /_local/state, POST /_local/reset and
/_local/seed, PUT /_local/faults.`;

export interface Command {
  options: LocalIntercomOptions;
  /** Where the workspace is kept. */
  file: string | undefined;
  isQuiet: boolean;
}

/**
 * @returns undefined when somebody asks for help
 * @throws {Error} that names the option and what it takes
 */
export function optionsOf(args: string[]): Command | undefined {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: "4010" },
      host: { type: "string" },
      token: { type: "string" },
      state: { type: "string" },
      seed: { type: "string" },
      validate: { type: "boolean" },
      "rate-limit": { type: "string" },
      faults: { type: "string" },
      latency: { type: "string" },
      "search-delay": { type: "string" },
      webhooks: { type: "string" },
      "webhook-secret": { type: "string" },
      "webhook-version": { type: "string" },
      "webhook-retry": { type: "string" },
      topics: { type: "string" },
      quiet: { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return undefined;
  const { host, token, state, webhooks: url } = values;
  const file = state?.endsWith(".json") ? state : undefined;
  const seed = values.seed === undefined ? undefined : seedOf(values.seed);
  const isNamed = state === undefined || state === "examples" || state === "empty" || file !== undefined;
  if (!isNamed) throw new Error(`--state takes examples, empty or a file that ends in .json, not ${state}`);
  // what a file that is not there yet begins with
  const start = file === undefined ? (state as "examples" | "empty" | undefined) : "empty";
  const about = {
    ...given("secret", values["webhook-secret"]),
    ...given("version", values["webhook-version"]),
    ...given("retryAfterMs", values["webhook-retry"], (text) => duration("--webhook-retry", text)),
    ...given("topics", values.topics, (text) => text.split(",").map((topic) => topic.trim())),
  };
  if (url === undefined && Object.keys(about).length > 0) {
    throw new Error(
      "--webhook-secret, --webhook-version, --webhook-retry and --topics go with --webhooks URL",
    );
  }
  const options = {
    port: numberOf("--port", values.port),
    ...given("host", host),
    ...given("token", token),
    ...(start !== undefined && { state: start }),
    ...(seed && { seed }),
    ...(values.validate && { validateAnswers: true }),
    ...given("rateLimit", values["rate-limit"], rateLimitOf),
    ...given("faults", values.faults, faultsOf),
    ...given("latencyMs", values.latency, latencyOf),
    ...given("searchDelayMs", values["search-delay"], (text) => duration("--search-delay", text)),
    ...(url !== undefined && { webhooks: { url, ...about } }),
  };
  return { options, file, isQuiet: values.quiet };
}

/** An option as far as it was given. */
function given<K extends string, T = string>(
  name: K,
  value: string | undefined,
  read: (text: string) => T = (text) => text as T,
): Partial<Record<K, T>> {
  return value === undefined ? {} : ({ [name]: read(value) } as Record<K, T>);
}

function seedOf(text: string): Seed {
  const counts = text.split(",").map((part) => part.split("="));
  return Object.fromEntries(
    counts.map(([name = "", count = ""]) => [name.trim(), numberOf(`--seed ${name.trim()}=`, count)]),
  );
}

function rateLimitOf(text: string): { limit: number; windowMs: number } {
  const [, limit, window] = /^(\d+)\/(\S+)$/.exec(text) ?? [];
  if (limit === undefined || window === undefined) {
    throw new Error(`--rate-limit takes a number and a time, such as 100/10s, not ${text}`);
  }
  return {
    limit: Number(limit),
    windowMs: duration("--rate-limit", /^\d/.test(window) ? window : `1${window}`),
  };
}

function faultsOf(text: string) {
  const [, percent] = /^(\d+(?:\.\d+)?)%$/.exec(text) ?? [];
  if (percent === undefined || Number(percent) > 100)
    throw new Error(`--faults takes 0% to 100%, not ${text}`);
  // a client without a time limit would wait for the others to this day
  const ending = Object.values(ALL_FAULTS).filter(
    ({ kind }) => !["stall", "drip", "redirect"].includes(kind),
  );
  return seeded(1, Number(percent) / 100, ...ending);
}

function latencyOf(text: string): number | [number, number] {
  const [, least = "", most, unit = ""] = /^([\d.]+)-([\d.]+)(\D*)$/.exec(text) ?? [];
  if (most === undefined) return duration("--latency", text);
  return [duration("--latency", least + unit), duration("--latency", most + unit)];
}

const MILLISECONDS: Record<string, number> = { "": 1, ms: 1, s: 1000, m: 60_000 };

/** In milliseconds, from `50`, `50ms`, `2s` or `1m`. */
function duration(option: string, text: string): number {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text) ?? [];
  if (number === undefined) throw new Error(`${option} takes a time, such as 50ms, 2s or 1m, not ${text}`);
  return Math.round(Number(number) * (MILLISECONDS[unit] ?? 1));
}

/** `Number("")` is 0. */
function numberOf(option: string, text: string): number {
  const number = text.trim() === "" ? Number.NaN : Number(text);
  if (Number.isNaN(number)) throw new Error(`${option} takes a number, not "${text}"`);
  return number;
}
