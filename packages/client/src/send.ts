import { parseError } from "./answer.js";
import type { Attempt, Call, Draft, Told } from "./call.js";
import { codesOf, IntercomError, IntercomNetworkError, NEVER_MADE, unwritable } from "./errors.js";
import { LONGEST } from "./limits.js";
import type { Fetch, FetchInit } from "./call-options.js";
import { readRateLimit } from "./rate-limit.js";
import { parseUrl } from "./region.js";
import { report } from "./report.js";

/** The last link: sends the request and reads the body, so that limits and retries cover both. */
export function send(call: Call, client: Told): Attempt {
  return async () => {
    const { name, ended, draft } = call;
    const start = performance.now();
    call.attempts++;
    report(call, "onRequest", {}, () => "sent");
    let answer: Response | undefined;
    try {
      answer = await follow(call);
      // a `fetch` that does not heed its signal answers all the same
      if (ended.aborted) await answer.body?.cancel();
      const { status, headers } = answer;
      const read = await readOnce(call, answer);
      const durationMs = Math.round(performance.now() - start);
      call.rateLimit = readRateLimit(headers, call);
      client.rateLimit = call.rateLimit ?? client.rateLimit;
      report(call, "onResponse", { status, headers, durationMs }, () => `${status} in ${durationMs} ms`);
      return read;
    } catch (cause) {
      ended.throwIfAborted();
      if (cause instanceof IntercomError) throw cause;
      const what = codesOf(cause);
      if (answer && /RangeE|TOO_LONG/.test(what + Object(cause).name))
        throw parseError(call, answer, "too long");
      try {
        void new Request(draft!.input, draft!.init);
      } catch {
        throw unwritable(name, cause);
      }
      call.arrived ||= !NEVER_MADE.test(what);
      throw networkError(call, "connection failed", cause);
    }
  };
}

function networkError({ name, arrived, attempts }: Call, what: string, cause?: unknown) {
  return new IntercomNetworkError(`${name}: ${what}`, { cause, mayHaveArrived: arrived, attempts });
}

/**
 * Sends the request and follows redirects. `fetch` would not tell that a request has arrived when the one after it
 * fails, and would make a GET of a POST.
 */
async function follow(call: Call): Promise<Response> {
  const { signal, timeoutMs, deadlineMs, fetch, draft, ended } = call;
  let { url, input } = draft!;
  const init: Draft["init"] = {
    ...draft!.init,
    // only where something can end it: some hosts give one answer to equal requests that have no signal
    signal: signal || timeoutMs! <= LONGEST || deadlineMs! <= LONGEST ? ended : null,
  };
  const { method, redirect } = init;
  const follows = redirect === "follow";
  if (follows) init.redirect = "manual";
  for (let hops = 0; ; hops++) {
    const { made = fetch && Request } = draft!;
    const answer = await (made ? ask(call, new made(input, init), init) : globalThis.fetch(url, init));
    call.arrived = true;
    const { status, type, redirected, headers } = answer;
    const location = follows && /^30[12378]$/.test(status as never) && headers.get("location");
    const to = location && parseUrl(location, url);
    // a browser does not show where it leads
    const hidden = follows && type === "opaqueredirect";
    if (
      !/^(GET|HEAD)$/.test(method!) &&
      (redirected || hidden || (to && status < 304 && (status > 302 || method === "POST")))
    ) {
      throw networkError(call, "redirected");
    }
    if (hidden) init.redirect = redirect;
    else if (!to || hops > 19) return answer;
    else {
      await answer.body?.cancel?.();
      if (to.origin !== new URL(url).origin) init.headers.delete("authorization");
      input = url = to.href;
    }
  }
}

/**
 * A `fetch` that was written for openapi-fetch wants a `Request`; to one of another make it is its URL. A new one each
 * time, as whoever stands around a `fetch` may read it.
 */
function ask(call: Call, request: Request, init: Draft["init"]): Promise<Response> {
  const { fetch = globalThis.fetch as Fetch, passed } = call;
  for (const name in passed) {
    if (!(name in request))
      (request as unknown as typeof passed)[name as "priority"] = passed[name as "priority"]!;
  }
  // an assignment to `toString` would fail where somebody has frozen `Object.prototype`
  call.sent = Object.defineProperty(request, "toString", { value: () => request.url });
  return fetch(request, {
    ...init,
    headers: Object.fromEntries(init.headers),
  } as FetchInit) as Promise<Response>;
}

/** Reads the body, which can be done once, and gives an answer that can be read all the same. */
async function readOnce(call: Call, answer: Response): Promise<Response> {
  const { ok, status, url, body: unread } = answer;
  const how = ok && call.parseAs !== "json" ? call.parseAs! : "text";
  let body: BodyInit | null = unread;
  if (how !== "stream") {
    body = await answer[how]();
    answer[how as "text"] = async () => body as string;
  } else if (call.signal && unread?.pipeTo) {
    const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>>();
    call.streamed = unread.pipeTo(writable, { signal: call.ended }).catch(() => {});
    body = readable;
  }
  if (!call.draft!.made && !call.streamed) return answer;
  // what middleware gets to see is whole; with some statuses none may have a body, not even an empty one
  return Object.defineProperty(
    new Response(status === 204 || status === 205 ? null : body || null, answer),
    "url",
    { value: url },
  );
}
