import type { Call, Fetch, Link, Told } from "./call.js";
import { withDeadline, withTimeout } from "./limits.js";
import { withRetry } from "./retry.js";
import { send } from "./send.js";

/** The way of a request, from the outside in. README.md draws it. */
export function chain(call: Call, withToken: Link, client: Told): Fetch {
  const attempt = withTimeout(call, withToken(call, send(call, client)));
  // each attempt takes its turn, and its own limit does not run while it waits for that
  return withDeadline(call, withRetry(call, call.throttle?.(call, attempt) ?? attempt));
}
