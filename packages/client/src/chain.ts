import type { Call, Fetch, Link } from "./call.js";
import { withDeadline, withTimeout } from "./limits.js";
import { withRetry } from "./retry.js";
import { send } from "./send.js";

/** The way of a request, from the outside in. README.md draws it. */
export function chain(call: Call, withToken: Link): Fetch {
  return withDeadline(call, withRetry(call, withTimeout(call, withToken(call, send(call)))));
}
