import type { Call, Fetch, Told } from "./call.js";
import { IntercomNetworkError } from "./errors.js";
import { readRateLimit } from "./rate-limit.js";
import { report } from "./report.js";

/** How Node and Bun name a connection that was never made. Others do not tell. */
const NEVER_MADE = /refused|notfound|eai_|unreach|connect_t|cert/i;

/** The last link: sends the request and reads the body, so that limits and retries cover both. */
export function send(call: Call, client: Told): Fetch {
  return async (request) => {
    const { signal, fetch = globalThis.fetch, parseAs, controller } = call;
    const start = Date.now();
    call.attempts++;
    report(call, "onRequest", {}, "sent");
    try {
      const answer = await fetch(request);
      // a `fetch` that does not heed its signal answers all the same
      if (controller.signal.aborted) await answer.body?.cancel();
      let body: (BodyInit & { byteLength?: number }) | null | undefined = answer.body;
      if (parseAs !== "stream" || !answer.ok) body = await answer.arrayBuffer();
      // the pipe lets go of the caller's signal when the stream ends
      else if (signal) body = answer.body?.pipeThrough(new TransformStream(), { signal });
      // a 204 may not hold even an empty body
      const response = new Response(body?.byteLength === 0 ? null : body, answer);
      // not among what the constructor takes
      Object.defineProperty(response, "url", { value: answer.url });
      const { status, headers } = response;
      const durationMs = Date.now() - start;
      client.rateLimit = readRateLimit(headers) ?? client.rateLimit;
      report(call, "onResponse", { status, headers, durationMs }, `${status} in ${durationMs} ms`);
      return response;
    } catch (cause) {
      controller.signal.throwIfAborted();
      const { code, cause: inner } = Object(cause) as { code?: string; cause?: { code?: string } };
      throw new IntercomNetworkError(`${call.name}: connection failed`, {
        cause,
        mayHaveArrived: !NEVER_MADE.test(`${code} ${inner?.code}`),
        attempts: call.attempts,
      });
    }
  };
}
