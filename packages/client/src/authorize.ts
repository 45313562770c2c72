import { IntercomUsageError } from "./errors.js";

export type Fetch = (request: Request) => Promise<Response>;

/** A token that a header can carry. */
export function checkedToken(token: string): string {
  if (typeof token !== "string" || token === "") {
    throw new IntercomUsageError("`token` is empty: pass the access token from Intercom's Developer Hub.");
  }
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new IntercomUsageError(
      "`token` holds a space, a line break or another character that no token has: trim it where it is read.",
    );
  }
  return token;
}

/**
 * Sets the two headers that belong to the client, last, so that no caller's header can contradict the types.
 * The token lives in this closure only.
 */
export function authorize(fetch: Fetch, version: string, token: string): Fetch {
  return (request) => {
    request.headers.set("Authorization", `Bearer ${token}`);
    request.headers.set("Intercom-Version", version);
    return fetch(request);
  };
}
