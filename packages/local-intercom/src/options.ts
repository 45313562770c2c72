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
import type { FaultPlan } from "./faults/plans.ts";
import { isJson, type Json } from "./json.ts";
import type { RecordedRequest } from "./requests.ts";
import { flawOf, type SavedWorkspace } from "./store/saved-workspace.ts";

export const RESOURCE_NAMES = [
  "activity_logs",
  "admins",
  "articles",
  "collections",
  "companies",
  "contacts",
  "content_import_sources",
  "conversations",
  "data_attributes",
  "events",
  "external_pages",
  "help_centers",
  "messages",
  "news_items",
  "newsfeeds",
  "notes",
  "segments",
  "subscription_types",
  "tags",
  "ticket_states",
  "ticket_types",
  "tickets",
  "teams",
  "visitors",
] as const;

/** What a workspace holds, as `ids()` names it. */
export type ResourceName = (typeof RESOURCE_NAMES)[number];

/** How many of each a workspace starts with. */
export interface Seed {
  /** Users `user-1@example.com`, `external-1` and so on; every tenth is a lead. */
  contacts?: number;
  /** `company-1` and so on. The first has every seeded contact, the first contact is in every one. */
  companies?: number;
  conversations?: number;
  tickets?: number;
  articles?: number;
  collections?: number;
  tags?: number;
  /** On the first contact. */
  notes?: number;
  /** Of the first contact. */
  events?: number;
  /** Anonymous; their ids are of `ids("visitors")`, their `user_id` is `visitor-1` and so on. */
  visitors?: number;
}

export interface ExportOptions {
  /** Done after so many polls. @default 2 */
  polls?: number;
  /** Done after so many milliseconds, instead of polls; with `polls` after both. */
  ms?: number;
  /** Lines of the CSV, without its head. @default 100 */
  rows?: number;
  /** How jobs end. @default "completed" */
  outcome?: "completed" | "failed" | "no_data";
  /** How long after its start a job's result can be downloaded. @default 172_800_000 (two days) */
  lifetimeMs?: number;
}

export interface WebhookOptions {
  /** Where notifications are sent: `http:` or `https:`. */
  url: string;
  /** The client secret of the app, by which they are signed. @default "local-secret" */
  secret?: string;
  /** Only these topics; `contact.*` is every one that begins so. A `ping` always comes. @default all */
  topics?: readonly string[];
  /** The version whose form the items have, which no request has a say in. @default the newest */
  version?: string;
  /** How long an answer may take. @default 5_000 */
  timeoutMs?: number;
  /** After how long a notification that was not taken is sent once more. @default 60_000 */
  retryAfterMs?: number;
  /** Told of every attempt once it is over, such as for a log. What it throws `close()` tells of. */
  onDelivery?: (delivery: WebhookDelivery) => void;
}

/** A notification, and what became of it. */
export interface WebhookDelivery {
  topic: string;
  /** As it was sent last. */
  notification: Json;
  /** `sending` until it was answered, `waiting` for its second attempt, `ended` where the other side wanted no more. */
  state: "sending" | "waiting" | "delivered" | "failed" | "ended";
  attempts: {
    /** When it was sent, in Unix milliseconds. */
    at: number;
    /** What the other side answered; undefined when it did not. */
    status: number | undefined;
    /** Why there is no answer. */
    error?: string;
  }[];
}

export interface LocalIntercomOptions {
  /** The token that it accepts. @default "local-token" */
  token?: string;
  /** @default a free one */
  port?: number;
  /**
   * The address that it listens on. One that others can reach, such as `0.0.0.0` in a container, lets them at the control
   * endpoints too.
   *
   * @default "127.0.0.1"
   */
  host?: string;
  /**
   * What it holds at the start: the objects of the descriptions' examples, nothing, or what `save()` gave.
   *
   * With `examples` and no seed nothing is refused because of what it holds or lacks: where another start answers 404 or
   * a conflict, the description's example is the answer.
   *
   * @default "empty" with a seed, "examples" without
   */
  state?: "examples" | "empty" | SavedWorkspace;
  /** How many more of each it holds at the start. */
  seed?: Seed;
  /** Decides what goes wrong, request by request. @default nothing */
  faults?: FaultPlan;
  /** How long every answer is held back: as many milliseconds, or some number between two. @default 0 */
  latencyMs?: number | readonly [least: number, most: number];
  /** Tells of changes as Intercom does. @default nobody is told */
  webhooks?: WebhookOptions;
  /** Told of every request once its answer is decided, such as for a log. What it throws `close()` tells of. */
  onRequest?: (request: RecordedRequest) => void;
  /** Holds every answer against its schema, closed: a misfit answers 500, and `close()` rejects. @default false */
  validateAnswers?: boolean;
  /** How long searches miss a new contact. @default 0 */
  searchDelayMs?: number;
  /** How long a scroll stays open without being asked. @default 60_000 */
  scrollIdleMs?: number;
  /** Companies to a page of a scroll. @default 100 */
  scrollPageSize?: number;
  /** Answers 429 beyond `limit` requests in a window. @default no limit */
  rateLimit?: { limit: number; windowMs: number };
  export?: ExportOptions;
  /** After a scroll's last, empty page another one comes, without end. @default false */
  repeatScrollToken?: boolean;
  /** Cursor lists name the first page's cursor as the next one, on every page. @default false */
  repeatCursor?: boolean;
  /** Page lists answer the first page, whichever is asked for. @default false */
  ignorePage?: boolean;
  /** The clock, in milliseconds. @default Date.now */
  now?: () => number;
}

/** Takes all of a machine's memory for nothing beyond it. */
const MOST_OF_ONE = 1_000_000;

const count = whole(0, MOST_OF_ONE);

const SEED: Record<keyof Seed, Check> = {
  contacts: count,
  companies: count,
  conversations: count,
  tickets: count,
  articles: count,
  collections: count,
  tags: count,
  notes: count,
  events: count,
  visitors: count,
};

/** What a seed can have. */
export const SEEDABLE = Object.keys(SEED) as (keyof Seed)[];

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
  polls: count,
  ms: duration,
  rows: whole(0, Number.MAX_SAFE_INTEGER),
  outcome: oneOf("completed", "failed", "no_data"),
  lifetimeMs: whole(0, Number.MAX_SAFE_INTEGER),
};

const RATE_LIMIT = { limit: count, windowMs: whole(1, LONGEST_TIMER) };

const OPTIONS: Record<keyof LocalIntercomOptions, Check> = {
  token: headerText,
  port: whole(0, 65_535),
  // nothing at all would be every address of the machine
  host: word,
  state: checkState,
  seed: (_, value) => checkSeed(value),
  faults: callable,
  latencyMs: checkLatency,
  webhooks: objectOf(WEBHOOKS, "url"),
  onRequest: callable,
  validateAnswers: flag,
  searchDelayMs: duration,
  scrollIdleMs: whole(1, LONGEST_TIMER),
  scrollPageSize: whole(1, MOST_OF_ONE),
  rateLimit: objectOf(RATE_LIMIT, "limit", "windowMs"),
  export: objectOf(EXPORT),
  repeatScrollToken: flag,
  repeatCursor: flag,
  ignorePage: flag,
  now: callable,
};

/** The options with their defaults. */
export type Settings = ReturnType<typeof settingsOf>;

/** Of options that `checkOptions` has looked at. */
export function settingsOf(options: LocalIntercomOptions) {
  const { state = options.seed ? "empty" : "examples", export: job = {}, latencyMs = 0, webhooks } = options;
  const { rows = 100, outcome = "completed", lifetimeMs = 172_800_000, ms } = job;
  return {
    token: options.token ?? "local-token",
    port: options.port ?? 0,
    host: options.host ?? "127.0.0.1",
    state: typeof state === "string" ? state : "empty",
    saved: typeof state === "string" ? undefined : state,
    seed: options.seed ?? {},
    isLenient: state === "examples" && !options.seed,
    faults: options.faults,
    latencyMs: typeof latencyMs === "number" ? ([latencyMs, latencyMs] as const) : latencyMs,
    secret: webhooks?.secret ?? "local-secret",
    webhooks,
    onRequest: options.onRequest,
    validateAnswers: options.validateAnswers ?? false,
    searchDelayMs: options.searchDelayMs ?? 0,
    scrollIdleMs: options.scrollIdleMs ?? 60_000,
    scrollPageSize: options.scrollPageSize ?? 100,
    rateLimit: options.rateLimit,
    export: { rows, outcome, lifetimeMs, ms, polls: job.polls ?? (ms === undefined ? 2 : undefined) },
    repeatScrollToken: options.repeatScrollToken ?? false,
    repeatCursor: options.repeatCursor ?? false,
    ignorePage: options.ignorePage ?? false,
    now: options.now ?? Date.now,
  };
}

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

function checkLatency(name: string, value: unknown): void {
  const range: unknown[] = Array.isArray(value) ? value : [value, value];
  for (const one of range) duration(name, one);
  if (range.length !== 2 || Number(range[0]) > Number(range[1])) {
    throw new RangeError(`${name} takes a number, or two of which the first is not larger`);
  }
}

function checkState(name: string, value: unknown): void {
  if (value === "examples" || value === "empty") return;
  if (typeof value !== "object") {
    throw new RangeError(`${name} takes "examples", "empty" or what save() gave, not ${shown(value)}`);
  }
  const flaw = flawOf(value);
  if (flaw) throw new RangeError(`${name} takes what save() gave: ${flaw}`);
}
