import createOpenapiClient, { removeTrailingSlash, type Client } from "openapi-fetch";
import { answerOf, type ReadAnswer, type Result } from "./answer.js";
import { authorizeWith, checkedToken } from "./authorize.js";
import { newCall, type Call, type Draft, type Link, type Told } from "./call.js";
import { bare, checkOptions } from "./check-options.js";
import { commonHeaders } from "./headers.js";
import { IntercomError, IntercomUsageError, unwritable } from "./errors.js";
import { withDeadline, withTimeout } from "./limits.js";
import { CLIENT_KINDS, type ApiVersion, type ClientOptions } from "./options.js";
import { CALL_KINDS, FETCH_INIT, type ParseAs } from "./call-options.js";
import type { RateLimit } from "./rate-limit.js";
import { resolveBaseUrl } from "./region.js";
import { failed } from "./report.js";
import { withRetry } from "./retry.js";
import { send } from "./send.js";
import type { DownloadPath } from "./generated/operations.js";
import { API_VERSIONS, type ApiVersions } from "./generated/versions.js";

type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The operations of a version by path, for one method. */
export type EndpointsOf<
  V extends ApiVersion,
  Method extends HttpMethod,
> = ApiVersions[V]["endpoints"][Method];
// Not distributive, and cut short where P is every path, as it is for a path that is wrong: neither a right nor a wrong
// call must cost as much as all of them together.

/** What a method takes beside the path. */
export type ArgsOf<All, P extends keyof All, As extends ParseAs = ReadAs<P>> = [keyof All] extends [P]
  ? [init?: object | ReadBy<As>]
  : [All[P]] extends [{ args: [infer Given] }]
    ? [init: Given & ReadBy<As>]
    : [All[P]] extends [{ args: [(infer Given)?] }]
      ? [init?: Given & ReadBy<As>]
      : never;

type ReadBy<As> = { parseAs?: As | undefined };

/** How a body is read where the call does not say: the download of an export is handed over as it comes. */
export type ReadAs<P> = [P] extends [DownloadPath] ? "stream" : "json";

/** What a method answers, by how its body is read; where that is not known, as JSON. */
export type AnswerOf<All, P extends keyof All, As extends ParseAs = ReadAs<P>> = [keyof All] extends [P]
  ? Result<unknown>
  : [All[P]] extends [{ data: infer Data }]
    ? Result<[As] extends ["json"] ? Data : BodyOf<Data, As>>
    : never;

/** The body of an answer, by how it is read. */
export type BodyOf<Json, As extends ParseAs> = [ParseAs] extends [As] ? Json : (Bodies & { json: Json })[As];

type Bodies = { text: string; blob: Blob; arrayBuffer: ArrayBuffer; stream: Response["body"] };

/** A method of the client: a function that stands alone, without a `this`. */
export type ClientMethod<V extends ApiVersion, Method extends HttpMethod> = <
  P extends keyof EndpointsOf<V, Method>,
  As extends ParseAs = ReadAs<P>,
>(
  path: P,
  ...args: ArgsOf<EndpointsOf<V, Method>, P, As>
) => Promise<AnswerOf<EndpointsOf<V, Method>, P, As>>;

/**
 * A client of one API version.
 *
 * The methods take the path as the description writes it and everything else as one object.
 */
export interface IntercomClient<in out V extends ApiVersion> {
  readonly version: V;
  readonly baseUrl: string;
  GET: ClientMethod<V, "GET">;
  POST: ClientMethod<V, "POST">;
  PUT: ClientMethod<V, "PUT">;
  PATCH: ClientMethod<V, "PATCH">;
  DELETE: ClientMethod<V, "DELETE">;
  /** A client with some options changed, such as another `version` or `token`. This one stays as it is. */
  withOptions: <W extends ApiVersion = V>(options: Partial<ClientOptions<W>>) => IntercomClient<W>;
  /** The rate limit, as the last answer that carried it told; `undefined` before the first. */
  readonly rateLimit: RateLimit | undefined;
  /**
   * The openapi-fetch client underneath, for the tools that are built on it: with the token, the version, retries and
   * limits, whatever a call says. Its calls take the options of calls here too. Its middleware serves the methods here
   * too, which make a `Request` of every call from then on; that takes a little longer.
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
  const own = checkOptions(bare<Partial<ClientOptions<V>>>(), options, CLIENT_KINDS);
  const { version, region, token, headers: added, appInfo, baseUrl: server, ...settings } = own;
  if (!API_VERSIONS.includes(version!)) {
    throw new IntercomUsageError(`No version ${version}: use ${API_VERSIONS}`);
  }
  if (typeof token !== "function") checkedToken(token);
  const url = resolveBaseUrl(region, server);
  const baseUrl = removeTrailingSlash(url.href);
  const withToken = authorizeWith(version!, token, url);

  const openapiFetch = createOpenapiClient<Record<string, never>>({
    baseUrl,
    headers: commonHeaders(appInfo, added),
    pathSerializer: serializePath,
  });
  const { request } = openapiFetch;
  // it may have been given middleware, which wants to see requests
  let shown = false;

  /** Has openapi-fetch write the request and read the answer, with the chain in between. */
  const calls = (method: string, raw?: boolean) => async (given: string, init?: unknown) => {
    // without the slash it would go on with the host's name
    const path = `${given}`.replace(/^\/?/, "/");
    const call = newCall(`${method} ${path}`, settings);
    let reason: unknown;
    try {
      checkOptions(call, init, CALL_KINDS, raw ? /^/ : FETCH_INIT);
      const { headers, body, querySerializer, bodySerializer, middleware, parseAs, passed } = call;
      const params = bare(call.params);
      const query = (params.query = bare(params.query)) as Record<string, unknown>;
      params.path = bare(params.path);
      // Intercom answers an empty cursor with a 500
      if (!query["starting_after"]) delete query["starting_after"];
      const made = passed?.Request ?? ((shown || middleware) && Request);
      const read: ReadAnswer = await request(
        method as "get",
        path as never,
        // each by its own name: openapi-fetch would find it in `Object.prototype` too
        {
          baseUrl,
          ...passed,
          headers,
          body,
          querySerializer,
          bodySerializer,
          middleware,
          params,
          parseAs: parseAs === "json" ? "text" : parseAs,
          // the chain's own one takes its place: to add it there takes a tenth longer
          signal: null,
          Request: made ? drafting(call, made) : drafted,
          fetch: async (seen: Request | Draft) => {
            call.draft = made ? await draftOf(seen as Request, call) : (seen as Draft);
            return chain(call, withToken, client)().catch((thrown: unknown) => {
              // openapi-fetch goes on where it is falsy
              throw (reason = thrown) || call;
            });
          },
        } as never,
      );
      const result = answerOf(call, read);
      if (result.error) failed(call, result.error);
      return raw ? read : result;
    } catch (thrown) {
      const written = call.draft || thrown instanceof IntercomError;
      const error = written ? (thrown === call ? reason : thrown) : unwritable(call.name, thrown);
      failed(call, error);
      throw error;
    }
  };

  openapiFetch.request = ((name: string, ...rest: [never]) =>
    openapiFetch[name.toUpperCase() as "GET"](...rest)) as never;

  const client = {
    version,
    baseUrl,
    get openapiFetch() {
      shown = true;
      return openapiFetch;
    },
    withOptions: <W extends ApiVersion>(changes: Partial<ClientOptions<W>>) =>
      createIntercomClient({
        ...own,
        // `region` and `baseUrl` take each other's place
        region: undefined,
        baseUrl: bare(changes).region ? undefined : baseUrl,
        ...changes,
      } as ClientOptions<W>),
  } as Told & Record<string, unknown>;
  for (const name in openapiFetch) {
    // HEAD, OPTIONS and TRACE are openapi-fetch's alone: Intercom describes none
    if (/^[DGP]/.test(name)) client[name] = calls(name);
    // methods are in capitals, which come first
    if (name < "a") openapiFetch[name as "GET"] = calls(name, true) as never;
  }
  return client as unknown as IntercomClient<V>;
}

/**
 * Called by openapi-fetch with `new`, in the place of `Request`, where nobody else gets to see the request: making one
 * that is only made again for each attempt costs more than all the rest of a call.
 */
function drafted(input: string, init: Draft["init"]): Draft {
  return { url: input, input, init };
}

/** The same where somebody does: in the place of a `Request` of that make. */
function drafting(call: Call, made: typeof Request): typeof Request {
  const Drafting = function (input: string, init: Draft["init"]) {
    call.draft = drafted(input, init);
    return new made(input, init);
  };
  // what middleware gives back has to be one
  Drafting.prototype = made.prototype;
  return Drafting as unknown as typeof Request;
}

/** The way of a request, from the outside in. README.md draws it. */
function chain(call: Call, withToken: Link, client: Told) {
  // with a throttle each attempt waits for its turn; its own limit does not run meanwhile
  const inTurn: Link = call.throttle ?? ((_, next) => next);
  return withDeadline(
    call,
    withRetry(call, inTurn(call, withTimeout(call, withToken(call, send(call, client))))),
  );
}

/** Of a request that somebody has seen, and may have changed. Intercom takes nothing but text. */
async function draftOf(request: Request, { passed }: Call): Promise<Draft> {
  const { method, redirect, constructor } = request;
  const headers = new Headers(request.headers);
  // nothing, where there was nothing to read
  const body = (await request.text()) || (request.bodyUsed ? "" : null);
  const init = { ...passed, method, redirect, headers, body };
  return { url: request.url, input: request, init, made: constructor as typeof Request };
}

/**
 * Puts the parameters into the path. A parameter that is empty, `.` or `..` would make it another endpoint's path,
 * such as the list of all contacts instead of one contact.
 */
function serializePath(path: string, params: Record<string, unknown>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(params[name] ?? "");
    if (/^(\.{0,2}|\[object.*)$/.test(value)) {
      throw new IntercomUsageError(`\`params.path.${name}\` cannot be "${value}"`);
    }
    return encodeURIComponent(value);
  });
}
