import { IntercomUsageError } from "./errors.js";
import { nearestName } from "./nearest-name.js";

// a space on either side of each, to be found whole
const SHARED = " timeoutMs deadlineMs retry headers fetch ";
export const CLIENT_OPTIONS = SHARED + "version token region baseUrl hooks logger appInfo throttle ";
export const CALL_OPTIONS =
  SHARED + "params body signal parseAs idempotent querySerializer bodySerializer middleware ";

/** Refuses a name that no option has. Nothing has been sent by then. */
export function checkOptions(given: { hooks?: unknown; retry?: unknown }, names: string): void {
  checkNames(given, names);
  checkNames(given.hooks, " onRequest onResponse onRetry onError ");
  checkNames(given.retry, " limit maxDelayMs ");
}

function checkNames(given: unknown, names: string): void {
  for (const name in given as object) {
    // a call also takes what `fetch` takes, such as `signal` or `cache`
    if (!names.includes(` ${name} `) && !(names === CALL_OPTIONS && name in Request.prototype)) {
      throw new IntercomUsageError(
        `No option \`${name}\`: did you mean \`${nearestName(name, names.match(/\w+/g)!)}\`?`,
      );
    }
  }
}
