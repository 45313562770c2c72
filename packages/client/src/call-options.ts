import type { Middleware } from "openapi-fetch";

/** What a single call takes beside `params` and `body`. */
export interface CallOptions extends SharedOptions, OpenapiFetchOptions, RuntimeInit {
  /** Ends the call, whatever it is doing, within moments; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /**
   * Whether sending the call twice does no harm. `true` lets a write be retried like a GET, such as `POST /events`
   * with `created_at` set; `false` keeps a call from being retried after anything but a 429.
   *
   * @default true for GET, PUT, DELETE and the POSTs that only read
   */
  idempotent?: boolean | undefined;
  /**
   * How to read the body of a 2xx answer. `"stream"` hands it over unread: `timeoutMs` and `deadlineMs` end with the
   * headers, while `signal` still ends the stream. Read it or cancel it.
   *
   * `data` has the type that goes with it; where the call only says that it is a {@link ParseAs}, that of the JSON.
   *
   * @default "json", and "stream" for the download of an export
   */
  parseAs?: ParseAs | undefined;
}

/** How the body of an answer can be read. */
export type ParseAs = "json" | "text" | "blob" | "arrayBuffer" | "stream";

/** What can be set for all calls and changed for one. */
export interface SharedOptions {
  /**
   * How long one attempt may take, in milliseconds, from asking for the token to the last byte of the body.
   * `Infinity` for no limit. Running out ends the call with an {@link IntercomTimeoutError}; it is not retried.
   *
   * @default 30_000
   */
  timeoutMs?: number | undefined;
  /**
   * How long the whole call may take, in milliseconds: all attempts and the waits between them. Running out ends it
   * with an {@link IntercomTimeoutError}.
   *
   * @default Infinity
   */
  deadlineMs?: number | undefined;
  /**
   * How often to try again, or `false` for never. After a 429 every call is sent again. After a 408, 500, 502, 503,
   * 504 or a failed connection only one that does no harm twice, see `idempotent`: other writes are sent once.
   * Given for a call, it takes the place of the client's as a whole.
   *
   * @default { limit: 2, maxDelayMs: 60_000 }
   */
  retry?: RetryOptions | false | undefined;
  /**
   * Headers to add, as an object or the runtime's own `Headers`; those of another make, such as undici's, are not seen.
   * `Authorization` and `Intercom-Version` are the client's own and are not taken from here. Those of a call are added
   * to those of the client; given to `withOptions`, they take their place.
   */
  headers?: Record<string, string> | Headers | undefined;
  /**
   * What sends the requests: any `fetch`. It is given a `Request` and an init that says the same again, so that it may
   * use either: a `fetch` of another make, such as undici's or node-fetch's, takes that `Request` for its URL. It should
   * pass the `signal` and `redirect` on. `globalThis.fetch`, also one that a test has replaced, is given a URL and an
   * init, and the same two as others where middleware or `openapiFetch` has a `Request` made.
   *
   * @default globalThis.fetch
   * @example (request) => env.PROXY.fetch(request)
   * @example (request, init) => undici.fetch(request.url, { ...init, dispatcher })
   */
  fetch?: Fetch | undefined;
}

/** What the option `fetch` takes: every `fetch`, and every function that asks one. */
export type Fetch = (request: Request, init: FetchInit) => Promise<FetchAnswer>;

/** The request once more, in words that the `fetch` of every make understands. */
export interface FetchInit {
  method: string;
  headers: Record<string, string>;
  body: string | null;
  redirect: "error" | "follow" | "manual";
  signal: AbortSignal | null;
}

/** What has to be there of an answer. */
export interface FetchAnswer {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** What `fetch` takes for one request, by the types of the runtime that is compiled for, passed on as it is. */
export type RuntimeInit = {
  [Name in Exclude<keyof RequestInit, "body" | "headers" | "method" | "signal" | "window">]?:
    RequestInit[Name] | undefined;
};

/** What openapi-fetch takes for one call, passed on as it is. */
export interface OpenapiFetchOptions {
  /** Writes the query. openapi-fetch's own repeats a name for each member of an array. */
  querySerializer?: ((query: Record<string, unknown>) => string) | undefined;
  /** Writes the body. Set `Content-Type` too when it is not JSON. */
  bodySerializer?: ((body: unknown) => string) | undefined;
  /** openapi-fetch's middleware, for this call. Runs once, outside of retries and limits. */
  middleware?: Middleware[] | undefined;
}

/** How often to try again. */
export interface RetryOptions {
  /**
   * The number of retries, beside the first attempt.
   *
   * @default 2
   */
  limit?: number | undefined;
  /**
   * The longest wait, in milliseconds. When Intercom asks for a longer one, the call is not retried and
   * `error.retryAfterMs` says how long.
   *
   * @default 60_000
   */
  maxDelayMs?: number | undefined;
}

/** What each option must be; an object has options of its own. */
export type Kinds = Readonly<Record<string, Kind | Readonly<Record<string, Kind>>>>;
type Kind = string;
export type KindsOf<Options> = Readonly<Record<keyof Options, Kinds[string]>>;

export const SHARED = {
  timeoutMs: "number above 0",
  deadlineMs: "number above 0",
  retry: { limit: "number above 0 or 0", maxDelayMs: "number above 0" } satisfies KindsOf<RetryOptions>,
  headers: "object",
  fetch: "function",
} satisfies KindsOf<SharedOptions>;

/** The options of a call, those of `fetch` aside. */
export const CALL_KINDS: Kinds = {
  params: "object",
  body: "",
  ...SHARED,
  signal: "object",
  parseAs: "json or text or blob or arrayBuffer or stream",
  idempotent: "boolean",
  querySerializer: "object or function",
  bodySerializer: "function",
  middleware: "object",
} satisfies KindsOf<Omit<CallOptions, keyof RuntimeInit> & { params: object; body: unknown }>;

/** What some runtime's `fetch` takes: browsers, Node, Deno, Bun, Workers, Next.js. */
export const FETCH_INIT =
  /^(cache|cf|client|credentials|dispatcher|duplex|integrity|keepalive|mode|next|priority|proxy|redirect|referrer(Policy)?|tls)$/;
