export { createIntercomClient, type IntercomClient, type Result } from "./client.js";
export { IntercomUsageError } from "./errors.js";
export type { ApiVersion, CallOptions, ClientOptions } from "./options.js";
export type { Region } from "./region.js";
export type { ApiVersions } from "./versions.js";
