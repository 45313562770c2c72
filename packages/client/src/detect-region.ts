import { bare } from "./check-options.js";
import { createIntercomClient } from "./client.js";
import type { ApiVersion, ClientOptions, Region } from "./options.js";
import type { CallOptions } from "./call-options.js";
import { API_VERSIONS } from "./generated/versions.js";

/** What `detectRegion` takes: the client's options but for those that it answers, and a signal. */
export type DetectRegionOptions = Omit<ClientOptions<ApiVersion>, "region" | "token" | "version"> &
  Pick<CallOptions, "signal">;

/**
 * Asks Intercom where the workspace of a token is hosted, with one `GET /me`: once, when a workspace is connected, to
 * be stored with its token.
 *
 * - The question goes to the US host, which routes to the other regions. Where the request itself must stay within a
 *   region, ask for the region instead, or give that region's `baseUrl`.
 * - It never guesses: an answer without a region, or with one that is not known, is `"unknown"`.
 *
 * @throws {IntercomApiError} when the token is refused, and everything that a call of the client rejects with.
 * @example
 * const region = await detectRegion(token);
 * if (region === "unknown") throw new Error("Which region is your workspace in?");
 * const intercom = createIntercomClient({ version: "2.12", region, token });
 */
export async function detectRegion(
  token: ClientOptions<ApiVersion>["token"],
  options: DetectRegionOptions = {},
): Promise<Region | "unknown"> {
  const { signal, ...own } = bare(options);
  // every version answers it alike
  const client = createIntercomClient({ ...own, version: API_VERSIONS[0], token });
  const { data, error } = await client.GET("/me", { signal });
  if (error) throw error;
  return regionOf(data?.app?.region);
}

/** US workspaces say "US" and European ones "Europe"; the other spellings are tolerated, not known. */
function regionOf(name: unknown): Region | "unknown" {
  const text = typeof name === "string" ? name.trim() : "";
  const [, us, eu, au] = /^(?:(us)|(eu)(?:rope)?|(au)(?:stralia)?)$/i.exec(text) ?? [];
  return us ? "us" : eu ? "eu" : au ? "au" : "unknown";
}
