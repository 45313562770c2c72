import type { Attempt, Call, Timer } from "./call.js";
import { Draft } from "./draft.js";
import { IntercomTimeoutError } from "./errors.js";
import { followSignal } from "./follow-signal.js";
import { failed } from "./report.js";

/** The whole call: ends with the caller's signal or `deadlineMs`, and leaves no timer and no listener behind. */
export function withDeadline(call: Call, next: Attempt) {
  return async (request: Request | Draft): Promise<Response> => {
    const unfollow = call.signal && followSignal(call.signal, call.end);
    try {
      call.draft =
        "init" in request
          ? request
          : // read, so that it can be sent again; Intercom takes nothing but text
            Draft(request, { headers: request.headers, body: (await request.text()) || null });
      return await within(call, "deadlineMs", next());
    } catch (error) {
      throw failed(call, error);
    } finally {
      unfollow?.();
    }
  };
}

/** One attempt, from the token to the last byte of the body. */
export function withTimeout(call: Call, next: Attempt): Attempt {
  return () => within(call, "timeoutMs", next());
}

/** Waits between two attempts. */
export function sleep(call: Call, delayMs: number): Promise<void> {
  let timer: Timer;
  return call.until(new Promise((wake) => (timer = setTimeout(wake, delayMs))), timer);
}

function within<T>(call: Call, limit: "timeoutMs" | "deadlineMs", work: Promise<T>): Promise<T> {
  const limitMs = call[limit]!;
  const alarm = () => {
    const message = `${call.name}: exceeded ${limit}: ${limitMs}`;
    call.end(new IntercomTimeoutError(message, { limit, limitMs }));
  };
  // a timer of more than 31 bits would run out at once; 2e9 ms are 23 days
  return call.until(work, limitMs < 2e9 ? setTimeout(alarm, limitMs) : undefined);
}
