import type { Middleware } from "openapi-fetch";
import type { AppInfo, Hooks, Logger, RetryOptions, TokenFunction } from "./option-types.js";
import type { Region } from "./region.js";
import type { Throttle } from "./throttle/throttle.js";
import type { ApiVersions } from "./generated/versions.js";

/** An API version whose types the client knows, such as `"2.12"`. */
export type ApiVersion = keyof ApiVersions;

/** What `createIntercomClient` takes. */
export interface ClientOptions<V extends ApiVersion> extends SharedOptions {
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
   * An empty token, or one with spaces or line breaks, is an {@link IntercomUsageError}. What the function throws,
   * the call rejects with.
   *
   * @example process.env.INTERCOM_TOKEN
   * @example ({ reason }) => vault.read("intercom", { fresh: reason === "unauthorized" })
   */
  token: string | TokenFunction | undefined;
  /**
   * Where the workspace is hosted. Not together with `baseUrl`.
   *
   * @default "us"
   */
  region?: Region | undefined;
  /**
   * Another server than Intercom's three, such as a proxy or a local one. Not together with `region`.
   *
   * @example "http://127.0.0.1:4010"
   */
  baseUrl?: string | undefined;
  /** Functions that are told of every attempt, retry and failure. What they throw changes nothing. */
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
export interface CallOptions extends SharedOptions, FetchInit {
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
  /** Headers to add. `Authorization` and `Intercom-Version` are the client's own and are not taken from here. */
  headers?: Record<string, string> | undefined;
  /**
   * What sends the requests. It should pass the request's `signal` on, as every `fetch` does. It is given a `Request`;
   * `globalThis.fetch`, also one that a test has replaced, is given a URL and an init.
   *
   * @default globalThis.fetch
   * @example (request) => env.PROXY.fetch(request)
   */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/** What openapi-fetch and `fetch` take for one request, passed on as it is. */
export interface FetchInit {
  /** Writes the query. openapi-fetch's own repeats a name for each member of an array. */
  querySerializer?: ((query: Record<string, unknown>) => string) | undefined;
  /** Writes the body. Set `Content-Type` too when it is not JSON. */
  bodySerializer?: ((body: unknown) => string) | undefined;
  /** openapi-fetch's middleware, for this call. Runs once, outside of retries and limits. */
  middleware?: Middleware[] | undefined;
  cache?: "default" | "force-cache" | "no-cache" | "no-store" | "only-if-cached" | "reload" | undefined;
  credentials?: RequestInit["credentials"] | undefined;
  integrity?: string | undefined;
  keepalive?: boolean | undefined;
  mode?: RequestInit["mode"] | undefined;
  redirect?: RequestInit["redirect"] | undefined;
  referrer?: string | undefined;
  referrerPolicy?: RequestInit["referrerPolicy"] | undefined;
}
