import createOpenapiClient, { type Client } from "openapi-fetch";
import { authorize, checkedToken } from "./authorize.js";
import { IntercomUsageError } from "./errors.js";
import type { ApiVersion, ClientOptions } from "./options.js";
import { list, resolveBaseUrl } from "./region.js";
import { API_VERSIONS, type ApiVersions } from "./versions.js";

type Endpoints<
  V extends ApiVersion,
  Method extends "GET" | "POST" | "PUT" | "DELETE",
> = ApiVersions[V]["endpoints"][Method];
type Args<Endpoint> = Endpoint extends { args: infer A extends unknown[] } ? A : never;
type Answer<Endpoint> = Endpoint extends { data: infer Data; error: infer Problem }
  ? Result<Data, Problem>
  : never;

/** What a call comes back with: `data` of a 2xx answer, or else `error`. */
export type Result<Data, Problem> =
  { data: Data; error?: never; response: Response } | { data?: never; error: Problem; response: Response };

/**
 * A client of one API version.
 *
 * The methods take the path as the description writes it and everything else as one object.
 */
export interface IntercomClient<in out V extends ApiVersion> {
  readonly version: V;
  readonly baseUrl: string;
  GET<P extends keyof Endpoints<V, "GET">>(
    path: P,
    ...args: Args<Endpoints<V, "GET">[P]>
  ): Promise<Answer<Endpoints<V, "GET">[P]>>;
  POST<P extends keyof Endpoints<V, "POST">>(
    path: P,
    ...args: Args<Endpoints<V, "POST">[P]>
  ): Promise<Answer<Endpoints<V, "POST">[P]>>;
  PUT<P extends keyof Endpoints<V, "PUT">>(
    path: P,
    ...args: Args<Endpoints<V, "PUT">[P]>
  ): Promise<Answer<Endpoints<V, "PUT">[P]>>;
  DELETE<P extends keyof Endpoints<V, "DELETE">>(
    path: P,
    ...args: Args<Endpoints<V, "DELETE">[P]>
  ): Promise<Answer<Endpoints<V, "DELETE">[P]>>;
  /** A client with some options changed, such as another `version` or `token`. This one stays as it is. */
  withOptions<W extends ApiVersion = V>(options: Partial<ClientOptions<W>>): IntercomClient<W>;
  /** The openapi-fetch client underneath, for the tools that are built on it. */
  readonly openapiFetch: Client<ApiVersions[V]["paths"]>;
}

/**
 * Makes a client for one workspace.
 *
 * @throws {IntercomUsageError} when an option cannot be right; nothing has been sent by then.
 * @example
 * const intercom = createIntercomClient({ version: "2.12", region: "eu", token });
 * const { data, error } = await intercom.GET("/me");
 */
export function createIntercomClient<const V extends ApiVersion>(
  options: ClientOptions<V>,
): IntercomClient<V> {
  const { version, region, baseUrl, token, headers, fetch = globalThis.fetch } = options;
  if (!(API_VERSIONS as readonly string[]).includes(version)) {
    throw new IntercomUsageError(`Unknown version ${JSON.stringify(version)}: use ${list(API_VERSIONS)}.`);
  }
  const url = resolveBaseUrl(region, baseUrl);
  const openapiFetch = createOpenapiClient<ApiVersions[V]["paths"]>({
    baseUrl: url,
    ...(headers && { headers }),
    fetch: authorize(fetch, version, checkedToken(token)),
  });
  const client = {
    version,
    baseUrl: url,
    openapiFetch,
    GET: openapiFetch.GET,
    POST: openapiFetch.POST,
    PUT: openapiFetch.PUT,
    DELETE: openapiFetch.DELETE,
    withOptions: <W extends ApiVersion>(changes: Partial<ClientOptions<W>>) =>
      createIntercomClient({ ...withoutReplaced(options, changes), ...changes } as ClientOptions<W>),
  };
  return client as unknown as IntercomClient<V>;
}

/** `region` and `baseUrl` take each other's place. */
function withoutReplaced(options: ClientOptions<ApiVersion>, changes: Partial<ClientOptions<ApiVersion>>) {
  const { region, baseUrl, ...rest } = options;
  return "region" in changes || "baseUrl" in changes ? rest : { ...rest, region, baseUrl };
}
