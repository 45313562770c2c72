import type { Call, Fetch, Link, Told } from "./call.js";
import { withDeadline, withTimeout } from "./limits.js";
import { withRetry } from "./retry.js";
import { send } from "./send.js";

/** The way of a request, from the outside in. README.md draws it. */
export function chain(call: Call, withToken: Link, client: Told): Fetch {
  return withDeadline(
    call,
    withRetry(call, inTurn(call, withTimeout(call, withToken(call, send(call, client))))),
  );
}

/** With a throttle each attempt waits for its turn; its own limit does not run meanwhile. */
function inTurn(call: Call, next: Fetch): Fetch {
  return call.throttle?.(call, next) ?? next;
}
