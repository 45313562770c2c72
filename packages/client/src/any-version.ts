import type { IntercomClient } from "./client.js";
import type { ApiVersion } from "./options.js";

/**
 * The client, typed by what all API versions have in common: for code that is given a client of any version.
 *
 * @example
 * async function nameOf<V extends ApiVersion>(client: IntercomClient<V>) {
 *   const me = await unwrap(anyVersion(client).GET("/me"));
 *   return me.name;
 * }
 */
export function anyVersion<V extends ApiVersion>(client: IntercomClient<V>): IntercomClient<ApiVersion> {
  return client as unknown as IntercomClient<ApiVersion>;
}
