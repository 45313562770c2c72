import type { Call, Fetch } from "./call.js";
import { IntercomNetworkError } from "./errors.js";
import { sleep } from "./limits.js";
import { report } from "./report.js";
import { retryDelay } from "./retry-delay.js";

/** Sends again what may be sent again, after a wait. */
export function withRetry(call: Call, next: Fetch): Fetch {
  return async (request) => {
    for (let retries = 0; ; retries++) {
      let failure: unknown;
      const response = await next(request).catch((error: unknown) => {
        failure = error;
      });
      // an ended call and a token function's own error are final
      const delayMs =
        response || failure instanceof IntercomNetworkError ? retryDelay(call, retries, response) : undefined;
      if (delayMs === undefined) {
        if (response) return response;
        throw failure;
      }
      const status = response?.status;
      report(call, "onRetry", { status, delayMs }, `${status ?? "no answer"}, retry in ${delayMs} ms`);
      await sleep(call, delayMs);
    }
  };
}
