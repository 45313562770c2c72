import { bare } from "./check-options.js";
import type { SharedOptions } from "./call-options.js";
import { IntercomTimeoutError, IntercomUsageError } from "./errors.js";

/** The longest that a timer counts, in milliseconds: one of more than 31 bits runs out at once. */
export const LONGEST = 2 ** 31 - 1;

export type Timer = ReturnType<typeof setTimeout> | undefined;

/** What goes on until it is ended. */
export interface Scope {
  /** Ends everything that goes on in it. */
  end(reason?: unknown): void;
  /** Aborted once it was ended. */
  readonly ended: AbortSignal;
  /** What `work` comes to, or sooner the reason why the scope was ended. The timer is cleared then. */
  until<T>(work: Promise<T>, timer?: Timer): Promise<T>;
}

export function newScope(): Scope {
  const controller = new AbortController();
  let end!: Scope["end"];
  const failure = new Promise<never>((_, reject) => {
    end = (reason) => {
      controller.abort(reason);
      reject(reason as Error);
    };
  });
  // it may be ended while nothing waits for it
  failure.catch(() => {});
  return bare<Scope>({
    end,
    ended: controller.signal,
    until: (work, timer) => Promise.race([work, failure]).finally(() => clearTimeout(timer)),
  });
}

/** A call, as its limits see it. */
export interface Limited extends Scope, Pick<SharedOptions, "timeoutMs" | "deadlineMs"> {
  /** How messages name it, such as `GET /contacts/{contact_id}`; a path without ids where there is one. */
  readonly name: string;
  readonly signal?: AbortSignal | undefined;
  /** Settles with the end of an answer that was handed over unread, where the signal has to end that too. */
  streamed?: Promise<unknown>;
}

/** The whole call: ends with the caller's signal or `deadlineMs`, and leaves no timer and no listener behind. */
export function withDeadline<Answer>(call: Limited, next: () => Promise<Answer>): () => Promise<Answer> {
  return async () => {
    const unfollow = call.signal && followSignal(call.signal, call.end);
    const timer = alarm(call, "deadlineMs");
    try {
      return await next();
    } finally {
      clearTimeout(timer);
      // a stream goes on after the call
      if (call.streamed) call.streamed.then(unfollow);
      else unfollow?.();
    }
  };
}

/** One attempt, from the token to the last byte of the body. */
export function withTimeout<Answer>(call: Limited, next: () => Promise<Answer>): () => Promise<Answer> {
  return () => call.until(next(), alarm(call, "timeoutMs"));
}

/** Waits between two attempts. */
export function sleep(scope: Scope, delayMs: number): Promise<void> {
  let timer: Timer;
  return scope.until(new Promise((wake) => (timer = setTimeout(wake, Math.min(delayMs, LONGEST)))), timer);
}

/** Ends the call when the limit runs out. */
function alarm(call: Limited, limit: "timeoutMs" | "deadlineMs"): Timer {
  const limitMs = call[limit]!;
  const end = () =>
    call.end(new IntercomTimeoutError(`${call.name}: exceeded ${limit}: ${limitMs}`, { limit, limitMs }));
  return limitMs <= LONGEST ? setTimeout(end, limitMs) : undefined;
}

type End = (reason: unknown) => void;

const followers = new WeakMap<AbortSignal, Set<End>>();

/** Has `end` told the reason of the signal's abort, until the function that it returns is called. */
export function followSignal(signal: AbortSignal, end: End): () => void {
  if (!signal.throwIfAborted) throw new IntercomUsageError("`signal` must be an AbortSignal");
  signal.throwIfAborted();
  const all = followers.get(signal) ?? new Set();
  followers.set(signal, all.add(end));
  // the same function again is no second listener: Node warns of a leak when a signal has more than ten
  signal.addEventListener("abort", abortFollowers);
  return () => {
    all.delete(end);
    if (!all.size) signal.removeEventListener("abort", abortFollowers);
  };
}

function abortFollowers(this: AbortSignal): void {
  for (const end of followers.get(this) ?? []) end(this.reason);
}
