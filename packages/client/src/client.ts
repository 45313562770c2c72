import createOpenapiClient, { type Client } from "openapi-fetch";
import { answerOf, type Result } from "./answer.js";
import { authorizeWith, checkedToken } from "./authorize.js";
import { newCall, type Told } from "./call.js";
import { chain } from "./chain.js";
import { CALL_OPTIONS, checkOptions, CLIENT_OPTIONS } from "./check-options.js";
import { Draft } from "./draft.js";
import { IntercomUsageError } from "./errors.js";
import type { ApiVersion, CallOptions, ClientOptions, ParseAs } from "./options.js";
import { serializePath } from "./path-serializer.js";
import type { RateLimit } from "./rate-limit.js";
import { resolveBaseUrl } from "./region.js";
import { userAgent } from "./user-agent.js";
import { API_VERSIONS, type ApiVersions } from "./generated/versions.js";

/** The operations of a version by path, for one method. */
export type EndpointsOf<
  V extends ApiVersion,
  Method extends "GET" | "POST" | "PUT" | "DELETE",
> = ApiVersions[V]["endpoints"][Method];
// Not distributive, and cut short where P is every path, as it is for a path that is wrong: neither a right nor a wrong
// call must cost as much as all of them together.

/** What a method takes beside the path. */
export type ArgsOf<All, P extends keyof All, As extends ParseAs = ReadAs<P>> = [keyof All] extends [P]
  ? [init?: object | Read<As>]
  : [All[P]] extends [{ args: [infer Given] }]
    ? [init: Given & Read<As>]
    : [All[P]] extends [{ args: [(infer Given)?] }]
      ? [init?: Given & Read<As>]
      : never;

type Read<As> = { parseAs?: As | undefined };

/** How a body is read where the call does not say: the download of an export is handed over as it comes. */
export type ReadAs<P> = [P] extends [`/download/${string}`] ? "stream" : "json";

/** What a method answers, by how its body is read; where that is not known, as JSON. */
export type AnswerOf<All, P extends keyof All, As extends ParseAs = ReadAs<P>> = [keyof All] extends [P]
  ? Result<unknown>
  : [All[P]] extends [{ data: infer Data }]
    ? Result<[As] extends ["json"] ? Data : BodyOf<Data, As>>
    : never;

/** The body of an answer, by how it is read. */
export type BodyOf<Json, As extends ParseAs> = [ParseAs] extends [As] ? Json : (Bodies & { json: Json })[As];

type Bodies = { text: string; blob: Blob; arrayBuffer: ArrayBuffer; stream: Response["body"] };

type Init = CallOptions & { params?: object };

/**
 * A client of one API version.
 *
 * The methods take the path as the description writes it and everything else as one object.
 */
export interface IntercomClient<in out V extends ApiVersion> {
  readonly version: V;
  readonly baseUrl: string;
  GET<P extends keyof EndpointsOf<V, "GET">, As extends ParseAs = ReadAs<P>>(
    path: P,
    ...args: ArgsOf<EndpointsOf<V, "GET">, P, As>
  ): Promise<AnswerOf<EndpointsOf<V, "GET">, P, As>>;
  POST<P extends keyof EndpointsOf<V, "POST">, As extends ParseAs = ReadAs<P>>(
    path: P,
    ...args: ArgsOf<EndpointsOf<V, "POST">, P, As>
  ): Promise<AnswerOf<EndpointsOf<V, "POST">, P, As>>;
  PUT<P extends keyof EndpointsOf<V, "PUT">, As extends ParseAs = ReadAs<P>>(
    path: P,
    ...args: ArgsOf<EndpointsOf<V, "PUT">, P, As>
  ): Promise<AnswerOf<EndpointsOf<V, "PUT">, P, As>>;
  DELETE<P extends keyof EndpointsOf<V, "DELETE">, As extends ParseAs = ReadAs<P>>(
    path: P,
    ...args: ArgsOf<EndpointsOf<V, "DELETE">, P, As>
  ): Promise<AnswerOf<EndpointsOf<V, "DELETE">, P, As>>;
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
