import type { IntercomClient } from "./client.js";
import { API_VERSIONS } from "./generated/versions.js";
import type { ApiVersion } from "./options.js";

/**
 * Lets clients be made for an API version of your own, such as `Preview`, once its types are declared.
 *
 * @example
 * declare module "@intercom-openapi/client" {
 *   interface ApiVersions {
 *     Preview: ApiVersions["2.12"] & { endpoints: { GET: { "/calls": { args: [init?: CallOptions]; data: Call[] } } } };
 *   }
 * }
 * addApiVersion("Preview");
 */
export function addApiVersion(version: ApiVersion): void {
  if (!API_VERSIONS.includes(version)) API_VERSIONS.push(version);
}

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
