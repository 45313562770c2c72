import type { Call } from "./call.js";
import { READING_POSTS } from "./generated/reading-posts.js";
import { readRetryAfter } from "./rate-limit.js";

/**
 * How long to wait before the request is sent again, in milliseconds, or `undefined` when it must not be.
 *
 * Intercom has no idempotency key. So whatever may have been carried out is sent again only where that does no harm;
 * a 429 was refused, and any call may follow it.
 */
export function retryDelay(call: Call, retries: number, response: Response | void): number | undefined {
  const [method = "", path = ""] = call.name.split(" ");
  const { limit = call.retry === false ? 0 : 2, maxDelayMs = 60_000 } = call.retry || {};
  const status = response?.status;
  const harmless = call.idempotent ?? (READING_POSTS.has(path) || /^(GET|HEAD|PUT|DELETE)$/.test(method));
  const again =
    status === 429
      ? // else the last export is not done yet, which takes minutes
        path !== "/export/content/data"
      : harmless && [undefined, 408, 500, 502, 503, 504].includes(status);
  const asked = (response && readRetryAfter(response)) ?? 0;
  if (!again || retries >= limit || asked > maxDelayMs) return undefined;
  // full jitter, so that calls refused together do not come back together
  return asked + Math.round(Math.random() * Math.min(maxDelayMs, 500 * 2 ** retries));
}
