import { isDownload, type Call, type Link } from "./call.js";
import { IntercomUsageError } from "./errors.js";
import type { TokenContext, TokenFunction } from "./option-types.js";

/**
 * Makes each attempt's own copy of the request, and gives it the token and the version. Last, so that no caller's
 * header can contradict the types. The token lives in this closure and in that copy, which only `fetch` gets to see.
 *
 * A 401 to a token function's token has it asked for a fresh one: once for all the calls that were under way by then.
 */
export function authorizeWith(version: string, token: string | TokenFunction | undefined): Link {
  const ask = async (attempt: number, reason: TokenContext["reason"]) =>
    checkedToken(typeof token === "function" ? await token({ attempt, reason }) : token);
  let fresh: Promise<string> | undefined;
  let settled = true;

  return (call, next) => async (request) => {
    const attempt = call.attempts + 1;
    const outdated = settled ? fresh : undefined;
    const used = await ask(attempt, attempt > 1 ? "retry" : "first");
    const response = await next(copyOf(request, call, version, used));
    if (response.status !== 401 || typeof token !== "function") return response;

    if (fresh === outdated) {
      fresh = ask(attempt + 1, "unauthorized");
      settled = false;
    }
    const mine = fresh!;
    const renewed = await call.until(mine).finally(() => {
      // also when this call was ended first: a function that hangs must not hold up the calls to come
      if (mine === fresh) settled = true;
    });
    return renewed === used ? response : next(copyOf(request, call, version, renewed));
  };
}

function copyOf(request: Request, { name, controller, body }: Call, version: string, token: string): Request {
  const { signal } = controller;
  // nothing is sent after the end of the call, however late the token comes
  signal.throwIfAborted();
  const copy = new Request(request, { signal, ...(body?.byteLength && { body }) });
  copy.headers.set("Authorization", `Bearer ${token}`);
  copy.headers.set("Intercom-Version", version);
  if (isDownload(name)) copy.headers.set("Accept", "application/octet-stream");
  return copy;
}

/** A token that a header can carry. */
export function checkedToken(token: string | undefined): string {
  if (token && /^[\x21-\x7e]+$/.test(token)) return token;
  throw new IntercomUsageError("`token` is empty or malformed");
}
