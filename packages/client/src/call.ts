import { bare } from "./check-options.js";
import type { CallOptions, SharedOptions } from "./call-options.js";
import { DOWNLOADS } from "./generated/operations.js";
import type { Hooks, Logger } from "./options.js";
import type { RateLimit } from "./rate-limit.js";

/** Sends the call's draft, with one request or several, and gives the last answer. */
export type Attempt = () => Promise<Response>;

/** What a link of the chain is made of: the call it serves, and the link after it. */
export type Link = (call: Call, next: Attempt) => Attempt;

/** What a client's options say of its calls. */
export interface Settings extends SharedOptions {
  hooks?: Hooks | undefined;
  logger?: Logger | undefined;
  throttle?: Link | undefined;
}

/** What the calls of one client tell it. */
export interface Told {
  rateLimit?: RateLimit | undefined;
}

/** What each attempt makes its request of. */
export interface Draft {
  readonly url: string;
  readonly input: string | Request;
  readonly init: RequestInit & { headers: Headers };
  /** What the request was made with where somebody had to see one. */
  readonly made?: typeof Request | undefined;
}

export type Timer = ReturnType<typeof setTimeout> | undefined;

/** One call: what was set for it, and what the links of the chain share about it. */
export interface Call extends Settings, Omit<CallOptions, keyof RequestInit | keyof SharedOptions> {
  /** How messages name it, such as `GET /contacts/{contact_id}`; a path without ids where there is one. */
  readonly name: string;
  readonly signal?: AbortSignal | undefined;
  readonly params?: Params | undefined;
  readonly body?: unknown;
  /** What `fetch` takes, passed on as it is. */
  readonly passed?: RequestInit & { readonly Request?: typeof Request };
  /** Ends everything that goes on for this call. */
  end(reason?: unknown): void;
  /** Aborted once it was ended. */
  readonly ended: AbortSignal;
  /** What `work` comes to, or sooner the reason why the call was ended. The timer is cleared then. */
  until<T>(work: Promise<T>, timer?: Timer): Promise<T>;
  /** What is sent; none until the input is known to be right. */
  draft?: Draft;
  /** What a `fetch` was given last. Kept, as a request that is collected no longer passes on that the call was ended. */
  sent?: Request;
  /** The requests sent so far. */
  attempts: number;
  /** Whether one of them may have reached the server. */
  arrived: boolean;
  /** What the last answer told. */
  rateLimit?: RateLimit | undefined;
  /** Settles with the end of an answer that was handed over unread, where the signal has to end that too. */
  streamed?: Promise<unknown>;
}

/** What openapi-fetch writes path, query and headers of. */
interface Params {
  path?: object | undefined;
  query?: object | undefined;
  header?: object | undefined;
}

/** A call with what is set for all calls of a client. */
export function newCall(name: string, settings: Settings): Call {
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
  return bare<Call>({
    timeoutMs: 30_000,
    deadlineMs: Infinity,
    retry: {},
    parseAs: DOWNLOADS.test(name) ? "stream" : "json",
    name,
    end,
    ended: controller.signal,
    until: (work, timer) => Promise.race([work, failure]).finally(() => clearTimeout(timer)),
    arrived: false,
    attempts: 0,
    ...settings,
  });
}
