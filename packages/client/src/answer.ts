import { type ErrorItem, IntercomApiError, IntercomParseError } from "./errors.js";
import type { Call } from "./call.js";
import { EMPTY_ANSWERS } from "./generated/operations.js";
import { readRetryAfter, type RateLimit } from "./rate-limit.js";

/** What a call comes back with: `data` of a 2xx answer, or else `error`. */
export type Result<Data> = Answered &
  (
    | { readonly data: Data; readonly error?: undefined }
    | { readonly data?: undefined; readonly error: IntercomApiError }
  );

/** What every answer comes with, good or not. */
export interface Answered {
  /** The answer itself; its body is read already, except with `parseAs: "stream"`. */
  readonly response: Response;
  /** What Intercom's support asks for. */
  readonly requestId: string | undefined;
  /** The rate limit, where the answer tells it. */
  readonly rateLimit: RateLimit | undefined;
}

/** What openapi-fetch read: of a 2xx the text, or what `parseAs` says; of any other the JSON, or else the text. */
export interface ReadAnswer {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** What is read of the body of an answer, if it is an object. */
type Answer = Record<"errors" | "request_id" | "error_key" | "error" | "message", unknown>;

/** The result of a call. Puts the data into what was read. */
export function answerOf(call: Call, read: ReadAnswer): Result<unknown> {
  const { error: body, response } = read;
  const { status, headers } = response;
  const { name, parseAs, rateLimit, attempts } = call;
  const { errors, request_id: id, error_key, error: told, message: words = told } = Object(body) as Answer;
  const requestId = typeof id === "string" ? id : (headers.get("x-request-id") ?? undefined);
  if (response.ok) {
    if (parseAs === "json") {
      const text = (read.data ?? "") as string;
      const due = text || !(/20[245]/.test(status as never) || EMPTY_ANSWERS.test(name));
      try {
        read.data = due ? JSON.parse(text) : undefined;
      } catch {
        throw parseError(call, response, "not JSON", text);
      }
    }
    return { data: read.data, response, requestId, rateLimit };
  }
  // a phone switch gives a key instead of a list, and a body that is no JSON gets a text alone
  const key = error_key ?? (status === 400 && told && "bad_request");
  const items = [(errors ?? { code: key, message: words }) as ErrorItem | undefined]
    .flat()
    .filter((item) => typeof item?.code === "string") as ErrorItem[];
  const { code, message } = items[0] ?? {};
  // it goes into logs, and may have come from anywhere
  const word = code && /^[\w.:-]{1,64}$/.test(code) ? ` ${code}` : "";
  const error = new IntercomApiError(`${name}: ${status}${word}`, {
    status,
    code,
    errors: items,
    requestId,
    rateLimit,
    retryAfterMs: readRetryAfter(response),
    existingId: status === 409 && typeof message === "string" ? /\bid=(\w+)/.exec(message)?.[1] : undefined,
    attempts,
  });
  return { error, response, requestId, rateLimit };
}

export function parseError({ name }: Call, { status, headers }: Response, what: string, text = "") {
  return new IntercomParseError(`${name}: ${status} is ${what}`, {
    status,
    contentType: headers.get("content-type"),
    excerpt: text.slice(0, 200),
  });
}

/**
 * The data of a call, for those who would rather catch errors than look at them.
 *
 * @throws {IntercomApiError} on any answer other than a 2xx, and whatever the call rejects with.
 * @example
 * const me = await unwrap(intercom.GET("/me"));
 */
export async function unwrap<Data>(call: Promise<Result<Data>>): Promise<Data> {
  const result = await call;
  if (result.error) throw result.error;
  return result.data;
}
