import type { ApiVersion } from "./options.js";
import { API_VERSIONS } from "./generated/versions.js";

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
