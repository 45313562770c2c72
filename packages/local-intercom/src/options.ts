import { checkOptions } from "./check-options.ts";
import type { FaultPlan } from "./faults/fault.ts";

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

export interface LocalIntercomOptions {
  /** The token that it accepts. @default "local-token" */
  token?: string;
  /** @default a free one */
  port?: number;
  /**
   * What it holds at the start: the objects of the descriptions' examples, or nothing.
   *
   * With `examples` and no seed nothing is refused because of what it holds or lacks: where another start answers 404 or
   * a conflict, the description's example is the answer.
   *
   * @default "empty" with a seed, "examples" without
   */
  state?: "examples" | "empty";
  /** How many more of each it holds at the start. */
  seed?: Seed;
  /** Decides what goes wrong, request by request. @default nothing */
  faults?: FaultPlan;
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

/** @throws {RangeError} when an option has a value that it cannot have */
export function settingsOf(options: LocalIntercomOptions) {
  checkOptions(options);
  const { state = options.seed ? "empty" : "examples", export: job = {} } = options;
  const { rows = 100, outcome = "completed", lifetimeMs = 172_800_000, ms } = job;
  return {
    token: options.token ?? "local-token",
    port: options.port ?? 0,
    state,
    seed: options.seed ?? {},
    isLenient: state === "examples" && !options.seed,
    faults: options.faults,
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
