/** Gives the access token. */
export type TokenFunction = (context: TokenContext) => string | Promise<string>;

/** Why a token is asked for. */
export interface TokenContext {
  /** The number of the attempt it is for, from 1. */
  readonly attempt: number;
  /** `"unauthorized"`: Intercom refused the token given before, so a fresh one is wanted, not a remembered one. */
  readonly reason: "first" | "retry" | "unauthorized";
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
