import type { Call } from "./call.js";
import { IDEMPOTENT } from "./generated/idempotent.js";
import { readRetryAfter } from "./rate-limit.js";

/**
 * How long to wait before the request is sent again, in milliseconds, or `undefined` when it must not be.
 *
 * Intercom has no idempotency key. So whatever may have been carried out is sent again only where that does no harm;
 * a 429 was refused, and any call may follow it.
 */
export function retryDelay(call: Call, retries: number, response?: Response): number | undefined {
  const { name, idempotent, retry } = call;
  const { limit = retry === false ? 0 : 2, maxDelayMs = 60_000 } = retry || {};
  const status = response?.status;
  const again =
    status === 429
      ? // else the last export is not done yet, which takes minutes
        name !== "POST /export/content/data"
      : [undefined, 408, 500, 502, 503, 504].includes(status) && (idempotent ?? IDEMPOTENT.test(name));
  const asked = (response && readRetryAfter(response)) ?? 0;
  if (!again || retries >= limit || asked > maxDelayMs) return undefined;
  // full jitter, so that calls refused together do not come back together
  return asked + Math.round(Math.random() * Math.min(maxDelayMs, 500 * 2 ** retries));
}
