import type { FaultPlan } from "./faults/fault.ts";
import type { RecordedRequest } from "./requests.ts";
import type { WebhookDelivery } from "./webhooks/delivered.ts";
import type { SavedWorkspace } from "./store/saved-workspace.ts";

/** What a workspace holds, as `ids()` names it. */
export type ResourceName =
  | "activity_logs"
  | "admins"
  | "articles"
  | "collections"
  | "companies"
  | "contacts"
  | "content_import_sources"
  | "conversations"
  | "data_attributes"
  | "events"
  | "external_pages"
  | "help_centers"
  | "messages"
  | "news_items"
  | "newsfeeds"
  | "notes"
  | "segments"
  | "subscription_types"
  | "tags"
  | "ticket_states"
  | "ticket_types"
  | "tickets"
  | "teams"
  | "visitors";

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
  /** A scroll's last, empty page carries the token too, and so does every one after it. @default false */
  repeatScrollToken?: boolean;
  /** Cursor lists name the first page's cursor as the next one, on every page. @default false */
  repeatCursor?: boolean;
  /** Page lists answer the first page, whichever is asked for. @default false */
  ignorePage?: boolean;
  /** The clock, in milliseconds. @default Date.now */
  now?: () => number;
}

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
