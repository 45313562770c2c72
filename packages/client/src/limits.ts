import type { Call, Fetch } from "./call.js";
import { IntercomTimeoutError } from "./errors.js";
import { followSignal } from "./follow-signal.js";
import { failed } from "./report.js";

/** The whole call: ends with the caller's signal or `deadlineMs`, and leaves no timer and no listener behind. */
export function withDeadline(call: Call, next: Fetch): Fetch {
  return async (request) => {
    // openapi-fetch's own users give their signal to the request, which has none in some runtimes
    const signal = call.signal ?? (request.signal as AbortSignal | null);
    const unfollow = signal && followSignal(signal, call.controller);
    try {
      call.request = request;
      call.body = await request.arrayBuffer();
      return await within(call, "deadlineMs", next(request));
    } catch (error) {
      throw failed(call, error);
    } finally {
      unfollow?.();
    }
  };
}

/** One attempt, from the token to the last byte of the body. */
export function withTimeout(call: Call, next: Fetch): Fetch {
  return (request) => within(call, "timeoutMs", next(request));
}

/** Waits between two attempts. */
export function sleep(call: Call, delayMs: number): Promise<void> {
  let wake: () => void;
  return call.until(new Promise((resolve) => (wake = resolve)), delayMs, () => wake());
}

function within<T>(call: Call, limit: "timeoutMs" | "deadlineMs", work: Promise<T>): Promise<T> {
  const limitMs = call[limit] ?? Infinity;
  return call.until(work, limitMs, () => {
    const message = `${call.name}: exceeded ${limit}: ${limitMs}`;
    call.controller.abort(new IntercomTimeoutError(message, { limit, limitMs }));
  });
}
