import type { ErrorCode } from "./generated/error-code.js";
import type { RateLimit } from "./rate-limit.js";

/** Which error it is, also where another realm, bundle or copy of this package made it and has classes of its own. */
const BRAND: unique symbol = Symbol.for("intercom.error");

/** What every error of this client is. */
export class IntercomError extends Error {
  override readonly name: string = this[BRAND];

  constructor(message: string, members?: object) {
    super(message, members);
    Object.assign(this, members);
  }

  /** @internal */
  static readonly brand: string = "IntercomError";

  /** @internal */
  get [BRAND](): string {
    return (this.constructor as typeof IntercomError).brand;
  }

  /** @internal */
  static override [Symbol.hasInstance](error: unknown): boolean {
    // a class that somebody derived has no brand of its own
    if (!Object.hasOwn(this, "brand")) return super[Symbol.hasInstance](error);
    return this === IntercomError ? brandOf(error) !== undefined : brandOf(error) === this.brand;
  }

  /** With the message, which an `Error` leaves out of its JSON. */
  toJSON(): object {
    return { ...this, message: this.message };
  }
}

/** A call that cannot be right. Thrown before anything is sent; the message says what to change. */
export class IntercomUsageError extends IntercomError {
  declare readonly name: "IntercomUsageError";
  /** @internal */
  static override readonly brand: string = "IntercomUsageError";
}

/** For what openapi-fetch or `Request` refuses to make a request of. The cause may quote what was given: the message does not. */
export function unwritable(name: string, cause?: unknown): IntercomUsageError {
  return new IntercomUsageError(`${name}: cannot be written`, { cause });
}

/** A limit ran out. The call was ended for good: nothing of it goes on, and it is not tried again. */
export class IntercomTimeoutError extends IntercomError {
  declare readonly name: "IntercomTimeoutError";
  /** @internal */
  static override readonly brand: string = "IntercomTimeoutError";
  /** The option whose time ran out. */
  declare readonly limit: "timeoutMs" | "deadlineMs";
  /** Its value, in milliseconds. */
  declare readonly limitMs: number;
}

/**
 * No answer to the request came: the connection failed, and `cause` holds what `fetch` threw, or a write was redirected
 * to where it would have become a read.
 */
export class IntercomNetworkError extends IntercomError {
  declare readonly name: "IntercomNetworkError";
  /** @internal */
  static override readonly brand: string = "IntercomNetworkError";
  /**
   * Whether the request may have reached Intercom, with any attempt. `false` only when no connection was ever made, so
   * that even a write can be sent again; `true` leaves it open whether a write was carried out.
   */
  declare readonly mayHaveArrived: boolean;
  /** How many requests were sent for this call. */
  declare readonly attempts: number;
}

/** An answer whose body is not the JSON it should be, such as a proxy's HTML page or half an answer, or too long. */
export class IntercomParseError extends IntercomError {
  declare readonly name: "IntercomParseError";
  /** @internal */
  static override readonly brand: string = "IntercomParseError";
  /** The HTTP status. */
  declare readonly status: number;
  /** The answer's `Content-Type`. */
  declare readonly contentType: string | null;
  /** The first 200 characters of the body. May hold personal data. */
  declare readonly excerpt: string;
}

/** One entry of Intercom's list of errors. */
export interface ErrorItem {
  readonly code: ErrorCode;
  readonly message?: string | null;
  /** The field of the request that it is about. */
  readonly field?: string | null;
}

/** Any answer other than a 2xx. The message names status and code; `errors` holds Intercom's words. */
export class IntercomApiError extends IntercomError {
  declare readonly name: "IntercomApiError";
  /** @internal */
  static override readonly brand: string = "IntercomApiError";
  /** The HTTP status. */
  declare readonly status: number;
  /** The code of the first error, or `undefined` when the body was not Intercom's, such as a gateway's page. */
  declare readonly code: ErrorCode | undefined;
  /**
   * What Intercom found wrong; one entry also where its body is no list: a phone switch's `error_key`, and `bad_request`
   * for a body that was no JSON. Empty when the body was not Intercom's. May hold personal data.
   */
  declare readonly errors: readonly ErrorItem[];
  /** What Intercom's support asks for: from the body, or else from the headers. */
  declare readonly requestId: string | undefined;
  /** The rate limit, where the answer told it. */
  declare readonly rateLimit: RateLimit | undefined;
  /** How long the server asked to wait before the next try, in milliseconds. */
  declare readonly retryAfterMs: number | undefined;
  /** On a 409 about a contact: the id of the contact, maybe an archived one, that has these details already. */
  declare readonly existingId: string | undefined;
  /** How many requests were sent for this call. */
  declare readonly attempts: number;
}

/** The name of an error of this client, whichever copy of the client made it. */
export function brandOf(error: unknown): string | undefined {
  return (error as { [BRAND]?: string } | null | undefined)?.[BRAND];
}

/** Whether it is any error of this client. Like the guards below, and `instanceof`, true across realms and bundles. */
export function isIntercomError(error: unknown): error is IntercomError {
  return brandOf(error) !== undefined;
}

/** Whether Intercom answered with another status than 2xx. */
export function isIntercomApiError(error: unknown): error is IntercomApiError {
  return brandOf(error) === "IntercomApiError";
}

/** Whether `timeoutMs` or `deadlineMs` ran out. */
export function isIntercomTimeoutError(error: unknown): error is IntercomTimeoutError {
  return brandOf(error) === "IntercomTimeoutError";
}

/** Whether the connection failed. */
export function isIntercomNetworkError(error: unknown): error is IntercomNetworkError {
  return brandOf(error) === "IntercomNetworkError";
}

/** Whether the body of a 2xx answer was not what it should be. */
export function isIntercomParseError(error: unknown): error is IntercomParseError {
  return brandOf(error) === "IntercomParseError";
}

/** Whether the call could not be right, and nothing was sent. */
export function isIntercomUsageError(error: unknown): error is IntercomUsageError {
  return brandOf(error) === "IntercomUsageError";
}

/**
 * How Node and Bun name a connection that was never made; others do not tell. Not "unreachable": a host that was reached
 * can become so, and one that was not is told by `connect`.
 */
export const NEVER_MADE = /toopen|notfound|refused|verify|cert|eai_|d_err_inv|connect(_t|$)/i;

/** The codes of what `fetch` threw and of its cause, and what the system was asked to do. */
export function codesOf(cause: unknown): string {
  const failure = Object(cause) as Failure;
  const inner = failure.cause ?? failure;
  return `${failure.code} ${inner.code} ${(inner.errors?.[0] ?? inner).syscall}`;
}

interface Failure {
  code?: string;
  syscall?: string;
  /** One for each address that was tried. */
  errors?: Failure[];
  cause?: Failure;
}
