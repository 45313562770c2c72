import type { Attempt, Call, Told } from "./call.js";
import { IntercomNetworkError } from "./errors.js";
import { readRateLimit } from "./rate-limit.js";
import { report } from "./report.js";

/** How Node and Bun name a connection that was never made. Others do not tell. */
const NEVER_MADE = /refused|notfound|eai_|unreach|connect_t|cert/i;

/** The last link: sends the request and reads the body, so that limits and retries cover both. */
export function send(call: Call, client: Told): Attempt {
  return async () => {
    const { signal, fetch, parseAs, ended } = call;
    const { input, init } = call.draft!;
    const start = Date.now();
    call.attempts++;
    report(call, "onRequest", {}, "sent");
    // a stream goes on after the call, and ends with the caller's signal
    init.signal = signal && parseAs === "stream" ? AbortSignal.any([ended, signal]) : ended;
    try {
      const answer = await (fetch ? fetch(new Request(input, init)) : globalThis.fetch(input, init));
      // a `fetch` that does not heed its signal answers all the same
      if (ended.aborted) await answer.body?.cancel();
      if (typeof input === "string" && parseAs === "json") {
        // openapi-fetch gets it from here: reading it again from a copy would take longer than all the rest
        const text = await answer.text();
        answer.text = async () => text;
      } else if (parseAs !== "stream" || !answer.ok) await answer.clone().text();
      const { status, headers } = answer;
      const durationMs = Date.now() - start;
      call.rateLimit = readRateLimit(headers, call);
      client.rateLimit = call.rateLimit ?? client.rateLimit;
      report(call, "onResponse", { status, headers, durationMs }, `${status} in ${durationMs} ms`);
      return answer;
    } catch (cause) {
      ended.throwIfAborted();
      // throws when the options are wrong, not the connection
      void new Request(input, init);
      const { code, cause: inner } = Object(cause) as { code?: string; cause?: { code?: string } };
      throw new IntercomNetworkError(`${call.name}: connection failed`, {
        cause,
        mayHaveArrived: !NEVER_MADE.test(`${code} ${inner?.code}`),
        attempts: call.attempts,
      });
    }
  };
}
