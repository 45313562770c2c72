import type { Region } from "./region.js";
import type { ApiVersions } from "./versions.js";

/** An API version whose types the client knows: `"2.11"` or `"2.12"`. */
export type ApiVersion = keyof ApiVersions;

/** What `createIntercomClient` takes. */
export interface ClientOptions<V extends ApiVersion> {
  /**
   * The API version to pin: it selects the types and is sent as `Intercom-Version` on every request.
   * Required, so that a pin is always written down.
   *
   * @example "2.12"
   */
  version: V;
  /**
   * The access token of the workspace or of your app. Kept out of logs, errors and `util.inspect`.
   * An empty value, or one with spaces or line breaks, throws at once.
   */
  token: string;
  /**
   * Where the workspace is hosted. Not together with `baseUrl`.
   *
   * @default "us"
   */
  region?: Region | undefined;
  /**
   * Another server than Intercom's three, such as a proxy or a local one. Not together with `region`.
   *
   * @example "http://127.0.0.1:4010"
   */
  baseUrl?: string | undefined;
  /**
   * What sends the requests.
   *
   * @default globalThis.fetch
   */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Headers for every request. `Authorization` and `Intercom-Version` are the client's own and are not taken from here. */
  headers?: Record<string, string> | undefined;
}

/** What a single call takes beside `params` and `body`. */
export interface CallOptions {
  /** Headers for this call. `Authorization` and `Intercom-Version` are the client's own and are not taken from here. */
  headers?: Record<string, string> | undefined;
  /** Ends the call when it is aborted; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}
