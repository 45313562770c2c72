import createOpenapiClient, { type Client } from "openapi-fetch";
import { answerOf, type Result } from "./answer.js";
import { authorizeWith, checkedToken } from "./authorize.js";
import { newCall, type Told } from "./call.js";
import { chain } from "./chain.js";
import { CALL_OPTIONS, checkOptions, CLIENT_OPTIONS } from "./check-options.js";
import { Draft } from "./draft.js";
import { IntercomUsageError } from "./errors.js";
import type { ApiVersion, CallOptions, ClientOptions } from "./options.js";
import { serializePath } from "./path-serializer.js";
import { serializeQuery } from "./paginate/cursor.js";
import type { RateLimit } from "./rate-limit.js";
import { resolveBaseUrl } from "./region.js";
import { userAgent } from "./user-agent.js";
import { API_VERSIONS, type ApiVersions } from "./versions.js";

type Endpoints<
  V extends ApiVersion,
  Method extends "GET" | "POST" | "PUT" | "DELETE",
> = ApiVersions[V]["endpoints"][Method];
// Not distributive, and cut short where P is every path, as it is for a path that is wrong: neither a right nor a wrong
// call must cost as much as all of them together.
type Args<All, P extends keyof All> = [keyof All] extends [P]
  ? unknown[]
  : [All[P]] extends [{ args: infer A extends unknown[] }]
    ? A
    : never;
type Answer<All, P extends keyof All> = [keyof All] extends [P]
  ? Result<unknown>
  : [All[P]] extends [{ data: infer Data }]
    ? Result<Data>
    : never;

type Init = CallOptions & { params?: object };

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
    ...args: Args<Endpoints<V, "GET">, P>
  ): Promise<Answer<Endpoints<V, "GET">, P>>;
  POST<P extends keyof Endpoints<V, "POST">>(
    path: P,
    ...args: Args<Endpoints<V, "POST">, P>
  ): Promise<Answer<Endpoints<V, "POST">, P>>;
  PUT<P extends keyof Endpoints<V, "PUT">>(
    path: P,
    ...args: Args<Endpoints<V, "PUT">, P>
  ): Promise<Answer<Endpoints<V, "PUT">, P>>;
  DELETE<P extends keyof Endpoints<V, "DELETE">>(
    path: P,
    ...args: Args<Endpoints<V, "DELETE">, P>
  ): Promise<Answer<Endpoints<V, "DELETE">, P>>;
  /** A client with some options changed, such as another `version` or `token`. This one stays as it is. */
  withOptions<W extends ApiVersion = V>(options: Partial<ClientOptions<W>>): IntercomClient<W>;
  /** The rate limit, as the last answer that carried it told; `undefined` before the first. */
  readonly rateLimit: RateLimit | undefined;
  /**
   * The openapi-fetch client underneath, for the tools that are built on it. Its middleware serves the methods here too,
   * so once it was asked for, they make a `Request` of every call, which takes a little longer.
   */
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
  checkOptions(options, CLIENT_OPTIONS);
  const { version, region, token, headers, appInfo, ...defaults } = options;
  if (!API_VERSIONS.includes(version)) {
    throw new IntercomUsageError(`No version ${version}: use ${API_VERSIONS}`);
  }
  if (typeof token !== "function") checkedToken(token);
  const baseUrl = resolveBaseUrl(region, options.baseUrl);
  const withToken = authorizeWith(version, token);

  const openapiFetch = createOpenapiClient<Record<string, never>>({
    baseUrl,
    headers: { accept: "application/json", "user-agent": userAgent(appInfo), ...headers },
    pathSerializer: serializePath,
    querySerializer: serializeQuery,
    // where other tools call openapi-fetch, method and URL are all that is known
    fetch: async (request) => {
      const { method, url, signal } = request;
      const call = newCall(`${method} ${url.slice(baseUrl.length).split("?")[0]}`, defaults, { signal });
      const response = await chain(call, withToken, client)(request);
      if (call.parseAs === "json") answerOf(call, { data: await response.clone().text(), response });
      return response;
    },
  });
  // it may have been given middleware, which wants to see requests
  let shown = false;

  const method =
    (name: string) =>
    async (given: string, init: Init = {}) => {
      checkOptions(init, CALL_OPTIONS);
      // without the slash it would go on with the host's name
      const path = given.replace(/^\/?/, "/");
      const call = newCall(`${name} ${path}`, defaults, init);
      // what is spread into a literal and then added to takes V8 25 times as long
      const own = Object.assign({}, init, {
        params: { path: {}, ...init.params },
        parseAs: call.parseAs === "json" ? "text" : call.parseAs,
        // the chain listens to it; a request would keep doing so
        signal: null,
        Request: shown || init.middleware ? Request : Draft,
        fetch: chain(call, withToken, client),
      });
      return answerOf(call, await openapiFetch.request(name as "get", path as never, own as never));
    };

  const client = {
    version,
    baseUrl,
    get openapiFetch() {
      shown = true;
      return openapiFetch;
    },
    GET: method("GET"),
    POST: method("POST"),
    PUT: method("PUT"),
    DELETE: method("DELETE"),
    withOptions: <W extends ApiVersion>(changes: Partial<ClientOptions<W>>) =>
      createIntercomClient({
        ...options,
        // `region` and `baseUrl` take each other's place
        region: undefined,
        baseUrl: changes.region ? undefined : baseUrl,
        ...changes,
      } as ClientOptions<W>),
  } as Told;
  return client as unknown as IntercomClient<V>;
}
