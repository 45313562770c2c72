import { SHARED, type Kinds, type KindsOf, type SharedOptions } from "./call-options.js";
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
  region?: "us" | "eu" | "au" | undefined;
  /**
   * Another server than Intercom's three, such as a proxy or a local one. Not together with `region`. The token goes
   * to no other origin than this one.
   *
   * @example "http://127.0.0.1:4010"
   */
  baseUrl?: string | undefined;
}

/** Where a workspace is hosted: the United States, Europe or Australia. */
export type Region = NonNullable<ServerOptions["region"]>;

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
   * @see https://github.com/intercom-openapi/intercom-openapi/blob/main/packages/client/docs/rate-limits.md
   */
  throttle?: Throttle | undefined;
}

/** Gives the access token. To give none is an {@link IntercomUsageError} of the call. */
export type TokenFunction = (context: TokenContext) => string | undefined | Promise<string | undefined>;

/** Why a token is asked for. */
export interface TokenContext {
  /** The number of the attempt it is for, from 1. */
  readonly attempt: number;
  /** `"unauthorized"`: Intercom refused the token given before, so a fresh one is wanted, not a remembered one. */
  readonly reason: "first" | "retry" | "unauthorized";
}

/** How the `User-Agent` names your product. */
export interface AppInfo {
  name: string;
  version?: string | undefined;
  url?: string | undefined;
}

/** A `console` or any logger with these three methods, such as pino's. */
export interface Logger {
  debug(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

/** Told of what happens, as it happens. Not waited for, and what they throw changes nothing. */
export interface Hooks {
  /** Before an attempt. */
  onRequest?: ((event: CallEvent) => unknown) | undefined;
  /** After an answer, whatever its status, once its body was read. */
  onResponse?: ((event: ResponseEvent) => unknown) | undefined;
  /** Before the wait for another attempt. */
  onRetry?: ((event: RetryEvent) => unknown) | undefined;
  /** Once for a call that fails: with an `error`, or by rejecting, also before anything was sent. */
  onError?: ((event: FailureEvent) => unknown) | undefined;
}

export interface CallEvent {
  /** A copy of what is sent: method, URL, headers and body, without the token. */
  readonly request: Request;
  /** The number of the attempt, from 1; 0 before the first. */
  readonly attempt: number;
}

export interface ResponseEvent extends CallEvent {
  readonly status: number;
  readonly headers: Headers;
  /** How long the attempt took. */
  readonly durationMs: number;
}

export interface RetryEvent extends CallEvent {
  /** How long until the next attempt. */
  readonly delayMs: number;
  /** The status that is not good enough, or none when the connection failed. */
  readonly status: number | undefined;
}

export interface FailureEvent extends Omit<CallEvent, "request"> {
  /** A copy of what was sent, without the token; none of a call that could not be right. */
  readonly request: Request | undefined;
  /** What the call gives as `error` or rejects with. */
  readonly error: unknown;
}

/** What `throttle()` makes, for the client's option of that name. */
export type Throttle = (call: ThrottledCall, next: () => Promise<Response>) => () => Promise<Response>;

/** A call, as a throttle sees it. */
export interface ThrottledCall {
  /** How messages name it. */
  readonly name: string;
  /** How long a store may take to answer, in milliseconds. */
  readonly timeoutMs?: number | undefined;
  /** Told of what a store says that cannot be right. */
  readonly logger?: Logger | undefined;
  /** Aborted once the call was ended. */
  readonly ended: AbortSignal;
  /** What `work` comes to, or sooner the reason why the call was ended. The timer is cleared then. */
  until<T>(work: Promise<T>, timer?: ReturnType<typeof setTimeout>): Promise<T>;
}

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
  throttle: "function",
} satisfies KindsOf<CommonOptions<never> & ServerOptions>;
