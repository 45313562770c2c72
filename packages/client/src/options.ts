import type { Middleware } from "openapi-fetch";
import type { AppInfo, Hooks, Logger, RetryOptions, TokenFunction } from "./option-types.js";
import type { Region } from "./region.js";
import type { Throttle } from "./throttle/throttle.js";
import type { ApiVersions } from "./generated/versions.js";

/** An API version whose types the client knows, such as `"2.12"`. */
export type ApiVersion = keyof ApiVersions;

/** What `createIntercomClient` takes. */
export type ClientOptions<V extends ApiVersion> = CommonOptions<V> &
  ((ServerOptions & { baseUrl?: undefined }) | (ServerOptions & { region?: undefined }));

/** Where the calls go: to one of Intercom's servers, or to another. */
export interface ServerOptions {
  /**
   * Where the workspace is hosted. Not together with `baseUrl`.
   *
   * @default "us"
   */
  region?: Region | undefined;
  /**
   * Another server than Intercom's three, such as a proxy or a local one. Not together with `region`. The token goes
   * to no other origin than this one.
   *
   * @example "http://127.0.0.1:4010"
   */
  baseUrl?: string | undefined;
}

/** What a client can be told beside where its calls go. */
export interface CommonOptions<V extends ApiVersion> extends SharedOptions {
  /**
   * The API version to pin: it selects the types and is sent as `Intercom-Version` on every request.
   * Required, so that a pin is always written down.
   *
   * @example "2.12"
   */
  version: V;
  /**
   * The access token of the workspace or of your app, or a function that gives it, asked before every attempt and
   * once more, for all calls together, when Intercom answers 401. Kept out of logs, errors and `util.inspect`.
   *
   * A missing token, or one with spaces or line breaks, is an {@link IntercomUsageError}. What the function throws,
   * the call rejects with.
   *
   * @example process.env.INTERCOM_TOKEN
   * @example ({ reason }) => vault.read("intercom", { fresh: reason === "unauthorized" })
   */
  token: string | TokenFunction | undefined;
  /**
   * Functions that are told of every attempt, retry and failure. What they throw changes nothing. Given to
   * `withOptions`, they take the place of those before as a whole.
   */
  hooks?: Hooks | undefined;
  /**
   * Where to write what happens: requests and answers to `debug`, retries to `warn`, failures to `error`.
   * Lines name method, path and status: no query, no headers, no bodies, no token.
   *
   * @example console
   */
  logger?: Logger | undefined;
  /**
   * What your product is called, for the `User-Agent`. Browsers do not let it be set, and there it is left out.
   *
   * @example { name: "acme-sync", version: "1.4.0", url: "https://acme.example" }
   */
  appInfo?: AppInfo | undefined;
  /**
   * Spreads the calls over each window of the rate limit, so that they do not run into a 429. The waits count towards
   * `deadlineMs`, not towards `timeoutMs`. Give the same throttle to all clients of one app, and each app its own.
   *
   * @default none: a 429 is waited out when it comes
   * @example throttle()
   * @see docs/rate-limits.md
   */
  throttle?: Throttle | undefined;
}

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
   * Headers to add. `Authorization` and `Intercom-Version` are the client's own and are not taken from here. Those of a
   * call are added to those of the client; given to `withOptions`, they take their place.
   */
  headers?: Record<string, string> | undefined;
  /**
   * What sends the requests: any `fetch`. It is given a `Request` and an init that says the same again, so that it may
   * use either: a `fetch` of another make, such as undici's or node-fetch's, takes that `Request` for its URL. It should
   * pass the `signal` and `redirect` on. `globalThis.fetch`, also one that a test has replaced, is given a URL and an init.
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

/** What each option must be; an object has options of its own. */
export type Kinds = Readonly<Record<string, Kind | Readonly<Record<string, Kind>>>>;
type Kind = string;
type KindsOf<Options> = Readonly<Record<keyof Options, Kinds[string]>>;

const SHARED = {
  timeoutMs: "number above 0",
  deadlineMs: "number above 0",
  retry: { limit: "number above 0 or 0", maxDelayMs: "number above 0" } satisfies KindsOf<RetryOptions>,
  headers: "object",
  fetch: "function",
} satisfies KindsOf<SharedOptions>;

/** The options of a client. */
export const CLIENT_KINDS: Kinds = {
  ...SHARED,
  version: "string",
  token: "string or function",
  region: "string",
  baseUrl: "string",
  hooks: {
    onRequest: "function",
    onResponse: "function",
    onRetry: "function",
    onError: "function",
  } satisfies KindsOf<Hooks>,
  logger: "object or function",
  appInfo: "object",
  throttle: "object or function",
} satisfies KindsOf<CommonOptions<never> & ServerOptions>;

/** The options of a call, those of `fetch` aside. */
export const CALL_KINDS: Kinds = {
  ...SHARED,
  params: "object",
  body: "",
  signal: "object",
  parseAs: "json or text or blob or arrayBuffer or stream",
  idempotent: "boolean",
  querySerializer: "function or object",
  bodySerializer: "function",
  middleware: "object",
} satisfies KindsOf<Omit<CallOptions, keyof RuntimeInit> & { params: object; body: unknown }>;

/** What some runtime's `fetch` takes: browsers, Node, Deno, Bun, Workers, Next.js. A space on either side of each. */
export const FETCH_INIT =
  " cache cf client credentials dispatcher duplex integrity keepalive mode next priority proxy redirect referrer referrerPolicy tls ";
