import type { Attempt, Call, Timer } from "./call.js";
import { IntercomTimeoutError, IntercomUsageError } from "./errors.js";

/** The longest that a timer counts, in milliseconds: one of more than 31 bits runs out at once. */
export const LONGEST = 2 ** 31 - 1;

/** The whole call: ends with the caller's signal or `deadlineMs`, and leaves no timer and no listener behind. */
export function withDeadline(call: Call, next: Attempt): Attempt {
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
export function withTimeout(call: Call, next: Attempt): Attempt {
  return () => call.until(next(), alarm(call, "timeoutMs"));
}

/** Waits between two attempts. */
export function sleep(call: Call, delayMs: number): Promise<void> {
  let timer: Timer;
  return call.until(new Promise((wake) => (timer = setTimeout(wake, Math.min(delayMs, LONGEST)))), timer);
}

/** Ends the call when the limit runs out. */
function alarm(call: Call, limit: "timeoutMs" | "deadlineMs"): Timer {
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
