import type { Attempt, Call, Timer } from "./call.js";
import { Draft } from "./draft.js";
import { IntercomTimeoutError } from "./errors.js";
import { followSignal } from "./follow-signal.js";
import { failed } from "./report.js";

/** The whole call: ends with the caller's signal or `deadlineMs`, and leaves no timer and no listener behind. */
export function withDeadline(call: Call, next: Attempt) {
  return async (request: Request | Draft): Promise<Response> => {
    const unfollow = call.signal && followSignal(call.signal, call.end);
    const timer = alarm(call, "deadlineMs");
    try {
      call.draft =
        "init" in request
          ? request
          : // read, so that it can be sent again; Intercom takes nothing but text
            Draft(request, { headers: new Headers(request.headers), body: (await request.text()) || null });
      return await next();
    } catch (error) {
      throw failed(call, error);
    } finally {
      clearTimeout(timer);
      unfollow?.();
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
  return call.until(new Promise((wake) => (timer = setTimeout(wake, delayMs))), timer);
}

/** Ends the call when the limit runs out. */
function alarm(call: Call, limit: "timeoutMs" | "deadlineMs"): Timer {
  const limitMs = call[limit]!;
  const end = () =>
    call.end(new IntercomTimeoutError(`${call.name}: exceeded ${limit}: ${limitMs}`, { limit, limitMs }));
  // a timer of more than 31 bits would run out at once; 2e9 ms are 23 days
  return limitMs < 2e9 ? setTimeout(end, limitMs) : undefined;
}
