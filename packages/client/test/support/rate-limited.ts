import { sleep } from "./clock.ts";
import { json, problem, serve, type Served } from "./serve.ts";

interface Windows {
  limit: number;
  windowMs?: number;
  latencyMs?: number;
}

interface RateLimited {
  /** When each call came, in milliseconds since 1970, and whether it was refused. */
  calls: { at: number; refused: boolean }[];
  /** Uses some of this window's calls up, as another machine would. */
  use(calls: number): void;
}

/** Intercom's fixed windows, of whole seconds, so that they begin when a second does. */
function windows({ limit, windowMs = 1000 }: Windows) {
  let window = 0;
  let used = 0;
  const calls: RateLimited["calls"] = [];
  const enter = (at: number) => {
    const now = Math.floor(at / windowMs);
    if (now !== window) used = 0;
    window = now;
  };
  const use = (more: number) => {
    enter(Date.now());
    used += more;
  };
  /** Takes a call; what its answer tells. */
  const take = () => {
    const at = Date.now();
    enter(at);
    const refused = used >= limit;
    if (!refused) used++;
    calls.push({ at, refused });
    const headers = {
      "X-RateLimit-Limit": String(limit),
      "X-RateLimit-Remaining": String(limit - used),
      "X-RateLimit-Reset": String(((window + 1) * windowMs) / 1000),
    };
    return { refused, headers };
  };
  return { calls, use, take };
}

/** A `fetch` whose answers come from an Intercom with a rate limit, by the clock of the test. */
export function rateLimited({
  tells = () => true,
  latencyMs = 0,
  ...options
}: Windows & { tells?: (count: number) => boolean }) {
  const { calls, use, take } = windows(options);
  const fetch = async () => {
    const { refused, headers } = take();
    const status = refused ? 429 : 200;
    const told = tells(calls.length) ? headers : {};
    if (latencyMs) await sleep(latencyMs);
    return Response.json({}, { status, headers: told });
  };
  return { calls, use, fetch };
}

/** A server with a rate limit, for other processes. */
export async function serveRateLimited({
  latencyMs = 0,
  ...options
}: Windows): Promise<Served & Pick<RateLimited, "calls">> {
  const { calls, take } = windows(options);
  const served = await serve(async (to) => {
    const { refused, headers } = take();
    await sleep(latencyMs);
    if (refused) problem(to, 429, "rate_limit_exceeded", headers);
    else json(to, 200, { type: "admin" }, headers);
  });
  return { ...served, calls };
}
