import type { Attempt, Call } from "./call.js";
import { IntercomNetworkError } from "./errors.js";
import { sleep } from "./limits.js";
import { report } from "./report.js";
import { retryDelay } from "./retry-delay.js";

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
        // an ended call and a token function's own error are final
        if (error instanceof IntercomNetworkError) delayMs = retryDelay(call, retries);
        if (delayMs === undefined) throw error;
      }
      const status = response?.status;
      report(call, "onRetry", { status, delayMs }, `${status ?? "failed"}, retry in ${delayMs} ms`);
      await sleep(call, delayMs);
    }
  };
}
