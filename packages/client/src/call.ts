import type { Draft } from "./draft.js";
import type { CallOptions, ClientOptions } from "./options.js";
import type { RateLimit } from "./rate-limit.js";

/** Sends the call's draft, with one request or several, and gives the last answer. */
export type Attempt = () => Promise<Response>;

/** What a link of the chain is made of: the call it serves, and the link after it. */
export type Link = (call: Call, next: Attempt) => Attempt;

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

export type Timer = ReturnType<typeof setTimeout> | undefined;

/** One call: what was set for it, and what the links of the chain share about it. */
export interface Call extends Settings {
  /** How messages name it, such as `GET /contacts/{contact_id}`; a path without ids where there is one. */
  readonly name: string;
  /** Ends everything that goes on for this call. */
  end(reason?: unknown): void;
  /** Aborted once it was ended. */
  readonly ended: AbortSignal;
  /** What `work` comes to, or sooner the reason why the call was ended. The timer is cleared then. */
  until<T>(work: Promise<T>, timer?: Timer): Promise<T>;
  /** What is sent; none until the input is known to be right. */
  draft?: Draft;
  /** The requests sent so far. */
  attempts: number;
  /** What the last answer told. */
  rateLimit?: RateLimit | undefined;
}

/** Puts the call's own settings over the client's, and those over the defaults. */
export function newCall(name: string, defaults: Settings, own: Settings = {}): Call {
  const controller = new AbortController();
  let end!: Call["end"];
  const failure = new Promise<never>((_, reject) => {
    end = (reason) => {
      controller.abort(reason);
      reject(reason as Error);
    };
  });
  // the call may be ended while nothing waits for it
  failure.catch(() => {});
  const call: Call = {
    timeoutMs: 30_000,
    parseAs: isDownload(name) ? "stream" : "json",
    name,
    end,
    ended: controller.signal,
    until: (work, timer) => Promise.race([work, failure]).finally(() => clearTimeout(timer)),
    attempts: 0,
  };
  for (const option in { ...defaults, ...own }) {
    const key = option as "signal";
    // what is `undefined` is as good as left out
    call[key] = own[key] ?? defaults[key] ?? call[key];
  }
  return call;
}

/** Exports come as gzip, whatever the description says of JSON. */
export function isDownload(name: string): boolean {
  return name.startsWith("GET /download/");
}
