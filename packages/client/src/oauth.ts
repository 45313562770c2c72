import { bare } from "./check-options.js";
import {
  codesOf,
  IntercomApiError,
  IntercomNetworkError,
  IntercomParseError,
  IntercomUsageError,
  NEVER_MADE,
  type ErrorItem,
} from "./errors.js";
import { newScope, withDeadline, withTimeout } from "./limits.js";
import type { Region } from "./options.js";
import { resolveBaseUrl } from "./region.js";

/** What `authorizeUrl` takes. */
export interface AuthorizeOptions {
  /** Your app's client ID, from its Basic information page in the Developer Hub. */
  clientId: string;
  /**
   * What Intercom gives back to your callback as it is: a value that nobody can guess, kept in the session of whoever
   * connects. A callback with another one was not asked for by that session.
   *
   * @example crypto.randomUUID()
   */
  state: string;
  /**
   * Where people come back to, one of your app's redirect URLs.
   *
   * @default the first of them
   */
  redirectUri?: string | undefined;
  /**
   * Where the workspace is hosted that is to be connected.
   *
   * @default "us"
   */
  region?: Region | undefined;
}

/** What `exchangeCode` takes. */
export interface ExchangeOptions {
  /** Your app's client ID. */
  clientId: string;
  /** Your app's client secret. Never in a browser, and in no error. */
  clientSecret: string;
  /** The `code` that came to your callback. It is good for one exchange, within minutes. */
  code: string;
  /**
   * Where the workspace is hosted: the region that people were sent to. Not together with `baseUrl`.
   *
   * @default "us"
   */
  region?: Region | undefined;
  /** Another server than Intercom's three, such as a proxy or one of a test. Not together with `region`. */
  baseUrl?: string | undefined;
  /** Ends it; it rejects with the signal's reason. After 30 seconds it ends by itself. */
  signal?: AbortSignal | undefined;
  /**
   * What sends the request: the `fetch` of any make. Unlike the client's, it is given a URL.
   *
   * @default globalThis.fetch
   */
  fetch?: ((url: string, init: ExchangeInit) => Promise<ExchangeAnswer>) | undefined;
}

/** What a `fetch` is given. */
export interface ExchangeInit {
  method: string;
  body: URLSearchParams;
  redirect: "manual";
  signal: AbortSignal;
}

/** What has to be there of the answer. */
export interface ExchangeAnswer {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** What a code was exchanged for. */
export interface Exchanged {
  /** The access token of the workspace, for `createIntercomClient`. It does not expire; people can take it back. */
  readonly token: string;
}

const PATH = "/auth/eagle/token";
const NAME = `POST ${PATH}`;

/**
 * Where to send somebody who connects a workspace to your app. Permissions are not part of it: your app's Authentication
 * page in the Developer Hub has them.
 *
 * @throws {IntercomUsageError} when `clientId` or `state` is missing, or the region is none.
 * @example
 * const state = crypto.randomUUID(); // keep it in the session
 * return Response.redirect(authorizeUrl({ clientId, state, region: "eu" }));
 */
export function authorizeUrl(options: AuthorizeOptions): string {
  const { clientId, state, redirectUri, region } = bare(options);
  const query = form({ clientId, state, ...(redirectUri && { redirectUri }) });
  // https://api.eu.intercom.io and https://app.eu.intercom.com
  return `${resolveBaseUrl(region, undefined)}`.replace(/api(.+)\.io\//, `app$1.com/oauth?${query}`);
}

/**
 * Exchanges the code that came to your callback for the workspace's token, with one request that is never sent again.
 * Compare the callback's `state` first.
 *
 * @throws {IntercomUsageError} when something is missing; nothing has been sent by then.
 * @throws {IntercomApiError} when Intercom refuses, such as a code that was used before.
 * @throws {IntercomNetworkError | IntercomTimeoutError | IntercomParseError} as calls of the client do.
 * @example
 * const { token } = await exchangeCode({ clientId, clientSecret, code, region: "eu" });
 * const intercom = createIntercomClient({ version: "2.12", region: "eu", token });
 */
export async function exchangeCode(options: ExchangeOptions): Promise<Exchanged> {
  const { clientId, clientSecret, code, region, baseUrl, signal, fetch = globalThis.fetch } = bare(options);
  const url = `${resolveBaseUrl(region, baseUrl)}`.replace(/\/?$/, PATH);
  const body = form({ clientId, clientSecret, code });
  if (typeof fetch !== "function") throw new IntercomUsageError("`fetch` must be a function");
  const call = { ...newScope(), name: NAME, signal, timeoutMs: 30_000 };
  const send = async () => {
    try {
      // the secret goes where it was sent, and nowhere else
      const answer = await fetch(url, { method: "POST", body, redirect: "manual", signal: call.ended });
      return { answer, text: await answer.text() };
    } catch (cause) {
      call.ended.throwIfAborted();
      throw new IntercomNetworkError(`${NAME}: connection failed`, {
        cause,
        mayHaveArrived: !NEVER_MADE.test(codesOf(cause)),
        attempts: 1,
      });
    }
  };
  const { answer, text } = await withDeadline(call, withTimeout(call, send))();
  let told: Body = {};
  try {
    told = Object(JSON.parse(text)) as Body;
  } catch {}
  const { ok, status, headers } = answer;
  const { request_id: id } = told;
  if (ok && told.token && typeof told.token === "string") return { token: told.token };
  const errors = [told.errors].flat().filter((item) => typeof item?.code === "string") as ErrorItem[];
  const refusal = errors[0]?.code;
  // a line of a log may come of it
  const word = refusal && /^[\w.:-]{1,64}$/.test(refusal) ? ` ${refusal}` : "";
  throw ok
    ? new IntercomParseError(`${NAME}: ${status} without a token`, {
        status,
        contentType: headers.get("content-type"),
        // half an answer can hold half a token
        excerpt: "",
      })
    : new IntercomApiError(`${NAME}: ${status}${word}`, {
        status,
        code: refusal,
        errors,
        requestId: typeof id === "string" ? id : (headers.get("x-request-id") ?? undefined),
        attempts: 1,
      });
}

/** What Intercom answers, whatever the status: each part may be missing. */
interface Body {
  token?: unknown;
  errors?: ErrorItem | (ErrorItem | null)[] | null;
  request_id?: unknown;
}

/** Writes options as the form that OAuth has: `clientId` becomes `client_id`. */
function form(options: Record<string, string>): URLSearchParams {
  const written = new URLSearchParams();
  for (const name of Object.keys(options)) {
    const value = options[name] ?? "";
    if (!/^\S+$/.test(value)) throw new IntercomUsageError(`\`${name}\` is missing or holds a space`);
    written.set(name.replace(/[A-Z]/, "_$&").toLowerCase(), value);
  }
  return written;
}
