import { isDownload, type Attempt, type Call } from "./call.js";
import { IntercomUsageError } from "./errors.js";
import type { TokenContext, TokenFunction } from "./option-types.js";

export type Authorize = (call: Call, next: (init: RequestInit) => Promise<Response>) => Attempt;

/**
 * Makes each attempt's own copy of the draft, and gives it the token and the version. Last, so that no caller's
 * header can contradict the types. The token lives in this closure and in that copy, which only `fetch` gets to see.
 *
 * A 401 to a token function's token has it asked for a fresh one: once for all the calls that were under way by then.
 */
export function authorizeWith(version: string, token: string | TokenFunction | undefined): Authorize {
  const ask = async (attempt: number, reason: TokenContext["reason"]) =>
    checkedToken(typeof token === "function" ? await token({ attempt, reason }) : token);
  let fresh: Promise<string> | undefined;
  let settled = true;

  return (call, next) => async () => {
    const { name, attempts, ended } = call;
    const { init } = call.draft!;
    const send = (bearer: string) => {
      // nothing is sent after the end of the call, however late the token comes
      ended.throwIfAborted();
      const headers = {
        ...Object.fromEntries(init.headers),
        ...(isDownload(name) && { accept: "application/octet-stream" }),
        authorization: `Bearer ${bearer}`,
        "intercom-version": version,
      };
      return next({ ...init, headers, signal: ended });
    };
    const outdated = settled ? fresh : undefined;
    const used = await ask(attempts + 1, attempts ? "retry" : "first");
    const response = await send(used);
    if (response.status !== 401) return response;

    if (fresh === outdated) {
      fresh = ask(attempts + 2, "unauthorized");
      settled = false;
    }
    const mine = fresh!;
    const renewed = await call.until(mine).finally(() => {
      // also when this call was ended first: a function that hangs must not hold up the calls to come
      if (mine === fresh) settled = true;
    });
    return renewed === used ? response : send(renewed);
  };
}

/** A token that a header can carry. */
export function checkedToken(token: string | undefined): string {
  if (token && /^[!-~]+$/.test(token)) return token;
  throw new IntercomUsageError("Give a `token` without spaces");
}
