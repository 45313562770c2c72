import type { CallOptions, ClientOptions } from "./options.js";
import type { RateLimit } from "./rate-limit.js";

export type Fetch = (request: Request) => Promise<Response>;

/** What a link of the chain is made of: the call it serves, and the link after it. */
export type Link = (call: Call, next: Fetch) => Fetch;

/** What a call can be told, by the client's options or its own. */
export type Settings = Pick<
  ClientOptions<never> & CallOptions,
  | "signal"
  | "timeoutMs"
  | "deadlineMs"
  | "retry"
  | "idempotent"
  | "parseAs"
  | "fetch"
  | "hooks"
  | "logger"
  | "throttle"
>;

/** What the calls of one client tell it. */
export interface Told {
  rateLimit?: RateLimit | undefined;
}

/** One call: what was set for it, and what the links of the chain share about it. */
export interface Call extends Settings {
  /** How messages name it, such as `GET /contacts/{contact_id}`; a path without ids where there is one. */
  readonly name: string;
  /** Ends everything that goes on for this call. */
  readonly controller: AbortController;
  /** What `work` comes to, or sooner the reason why the call was ended. Runs `alarm` if it takes longer than `ms`. */
  until<T>(work: Promise<T>, ms?: number, alarm?: () => void): Promise<T>;
  /** The requests sent so far. */
  attempts: number;
  /** The request without the token, and its body, for every attempt. */
  request?: Request;
  body?: ArrayBuffer;
}

/** Puts the call's own settings over the client's, and those over the defaults. */
export function newCall(name: string, defaults: Settings, own: Settings = {}): Call {
  const controller = new AbortController();
  const { signal } = controller;
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error));
  });
  // the call may be ended while nothing waits for it
  ended.catch(() => {});
  return {
    timeoutMs: 30_000,
    parseAs: isDownload(name) ? "stream" : "json",
    ...said(defaults),
    ...said(own),
    name,
    controller,
    until: (work, ms = Infinity, alarm = () => {}) => {
      // a delay that does not fit into 31 bits would fire at once
      const timer = setTimeout(alarm, Math.min(ms, 1e9));
      return Promise.race([work, ended]).finally(() => clearTimeout(timer));
    },
    attempts: 0,
  };
}

/** Without what is `undefined`, which is as good as left out. */
function said(settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

/** Exports come as gzip, whatever the description says of JSON. */
export function isDownload(name: string): boolean {
  return name.startsWith("GET /download/");
}
