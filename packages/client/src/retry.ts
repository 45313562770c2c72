import type { Attempt, Call } from "./call.js";
import { bare } from "./check-options.js";
import { IntercomNetworkError } from "./errors.js";
import { IDEMPOTENT, ONE_AT_A_TIME } from "./generated/operations.js";
import { LONGEST, sleep } from "./limits.js";
import type { RetryOptions } from "./call-options.js";
import { readRetryAfter } from "./rate-limit.js";
import { report } from "./report.js";

/** Sends again what may be sent again, after a wait. */
export function withRetry(call: Call, next: Attempt): Attempt {
  return async () => {
    for (let retries = 0; ; retries++) {
      let response: Response | undefined;
      let delayMs: number | undefined;
      try {
        response = await next();
        delayMs = retryDelay(call, retries, response);
        if (delayMs === undefined) return response;
      } catch (error) {
        // an ended call, whatever ended it, and a token function's own error are final
        if (!call.ended.aborted && error instanceof IntercomNetworkError) delayMs = retryDelay(call, retries);
        if (delayMs === undefined) throw error;
      }
      const status = response?.status;
      const line = () => `${status ?? "failed"}, retry in ${delayMs} ms`;
      report(call, "onRetry", { status, delayMs }, line, "warn");
      await sleep(call, delayMs);
    }
  };
}

/** How often to try again, and the longest wait before it, where it is not said. */
export function retriesOf(retry: RetryOptions | false = {}) {
  const { limit = 2, maxDelayMs = 60_000 } = bare<RetryOptions>(retry || { limit: 0 });
  return [limit, maxDelayMs] as const;
}

/**
 * How long to wait before the request is sent again, in milliseconds, or `undefined` when it must not be.
 *
 * Intercom has no idempotency key. So whatever may have been carried out is sent again only where that does no harm;
 * a 429 was refused, and any call may follow it.
 */
export function retryDelay(call: Call, retries: number, response?: Response): number | undefined {
  const { name, idempotent, retry } = call;
  const status = response?.status;
  const again =
    status === 429
      ? !ONE_AT_A_TIME.test(name)
      : [undefined, 408, 500, 502, 503, 504].includes(status) && (idempotent ?? IDEMPOTENT.test(name));
  if (!again) return undefined;
  const [limit, maxDelayMs] = retriesOf(retry);
  const longest = Math.min(maxDelayMs, LONGEST);
  const asked = (response && readRetryAfter(response)) || 0;
  if (retries >= limit || asked > longest) return undefined;
  // full jitter, so that calls refused together do not come back together
  return asked + Math.round(Math.random() * Math.min(longest, 500 * 2 ** retries));
}
