import type { CallOptions, SharedOptions } from "./call-options.js";
import { DOWNLOADS } from "./generated/operations.js";
import { newScope, type Limited } from "./limits.js";
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

/** One call: what was set for it, and what the links of the chain share about it. */
export interface Call extends Settings, Limited, Omit<CallOptions, keyof RequestInit | keyof SharedOptions> {
  readonly params?: Params | undefined;
  readonly body?: unknown;
  /** What `fetch` takes, passed on as it is. */
  readonly passed?: RequestInit & { readonly Request?: typeof Request };
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
}

/** What openapi-fetch writes path, query and headers of. */
interface Params {
  path?: object | undefined;
  query?: object | undefined;
  header?: object | undefined;
}

/** A call with what is set for all calls of a client. */
export function newCall(name: string, settings: Settings): Call {
  return Object.assign(newScope(), {
    timeoutMs: 30_000,
    parseAs: DOWNLOADS.test(name) ? ("stream" as const) : ("json" as const),
    name,
    arrived: false,
    attempts: 0,
    ...settings,
  });
}
