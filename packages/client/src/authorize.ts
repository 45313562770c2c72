import type { Link } from "./call.js";
import { IntercomUsageError } from "./errors.js";
import { DOWNLOADS } from "./generated/operations.js";
import type { TokenContext, TokenFunction } from "./options.js";

/**
 * Gives each attempt the token and the version. Last, so that no caller's header can contradict the types. The token
 * lives in this closure and in the draft, which only `fetch` gets to see as it is; a request that somebody sends to
 * another origin goes without.
 *
 * A 401 to a token function's token has it asked for a fresh one: once for all the calls that were under way by then.
 */
export function authorizeWith(
  version: string,
  token: string | TokenFunction | undefined,
  { origin }: URL,
): Link {
  const ask = async (attempt: number, reason: TokenContext["reason"]) =>
    checkedToken(typeof token === "function" ? await token({ attempt, reason }) : token);
  // over when it was given, or given up
  let fresh: (Promise<string> & { over?: boolean }) | undefined;

  return (call, next) => async () => {
    const { name, attempts, ended } = call;
    const {
      url,
      init: { headers },
    } = call.draft!;
    headers.set("intercom-version", version);
    if (DOWNLOADS.test(name)) headers.set("accept", "application/octet-stream");
    // the slash ends the host's name; who wrote the URL wrote the host as `origin` does
    if (!url.startsWith(`${origin}/`)) return next();

    const send = (bearer: string) => {
      // nothing is sent after the end of the call, however late the token comes
      ended.throwIfAborted();
      headers.set("authorization", `Bearer ${bearer}`);
      return next();
    };
    const outdated = fresh?.over && fresh;
    const used = await ask(attempts + 1, attempts ? "retry" : "first");
    const response = await send(used);
    if (response.status !== 401) return response;

    if (fresh === outdated) fresh = ask(attempts + 2, "unauthorized");
    const mine = fresh!;
    const renewed = await call.until(mine).finally(() => {
      // also when this call was ended first: a function that hangs must not hold up the calls to come
      mine.over = true;
    });
    return renewed === used ? response : send(renewed);
  };
}

/** A token that a header can carry. */
export function checkedToken(token: string | undefined): string {
  if (token && /^[!-~]+$/.test(token)) return token;
  throw new IntercomUsageError(
    `Give a \`token\`${token ? " without spaces" : ": INTERCOM_TOKEN is not set?"}`,
  );
}
