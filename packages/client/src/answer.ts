import { IntercomApiError, type ErrorItem } from "./api-error.js";
import type { Call } from "./call.js";
import { IntercomParseError } from "./errors.js";
import { EMPTY_ANSWERS } from "./generated/empty-answers.js";
import { readRetryAfter, type RateLimit } from "./rate-limit.js";
import { failed } from "./report.js";

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
interface Read {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** The result of a call. */
export function answerOf(call: Call, { data, error: body, response }: Read): Result<unknown> {
  const { status, headers } = response;
  const { rateLimit } = call;
  const { errors, request_id } = Object(body) as { errors?: unknown; request_id?: string | null };
  const requestId = request_id ?? headers.get("x-request-id") ?? undefined;
  if (response.ok) {
    if (call.parseAs === "json") {
      const text = (data ?? "") as string;
      const due = text || !(status === 202 || status === 204 || EMPTY_ANSWERS.test(call.name));
      try {
        data = due ? JSON.parse(text) : undefined;
      } catch {
        throw failed(
          call,
          new IntercomParseError(`${call.name}: ${status} is not JSON`, {
            status,
            contentType: headers.get("content-type"),
            excerpt: text.slice(0, 200),
          }),
        );
      }
    }
    return { data, response, requestId, rateLimit };
  }
  const items = [errors as ErrorItem[] | undefined].flat().filter((item) => item?.code) as ErrorItem[];
  const [first] = items;
  const error = new IntercomApiError(`${call.name}: ${status} ${first?.code ?? ""}`, {
    status,
    code: first?.code,
    errors: items,
    requestId,
    rateLimit,
    retryAfterMs: readRetryAfter(response),
    existingId: status === 409 ? /\bid=(\w+)/.exec(first?.message as string)?.[1] : undefined,
    attempts: call.attempts,
  });
  failed(call, error);
  return { error, response, requestId, rateLimit };
}
