import type { ServerResponse } from "node:http";
import type { TestContext } from "vitest";
import { json, problem, serve, type Served } from "./serve.ts";

export interface RateLimited extends Served {
  /** When each call came, in milliseconds since 1970, and whether it was refused. */
  calls: { at: number; refused: boolean }[];
  /** Uses some of this window's calls up, as another machine would. */
  use(calls: number): void;
}

/** A server with Intercom's fixed windows, of whole seconds, so that they begin when a second does. */
export async function serveRateLimited({
  limit,
  windowMs = 1000,
  latencyMs = 0,
  answer = (to, _count, headers) => json(to, 200, { type: "admin" }, headers),
  onTestFinished,
}: {
  limit: number;
  windowMs?: number;
  latencyMs?: number;
  answer?: (to: ServerResponse, count: number, headers: object) => void;
  /** The test's own, where tests run side by side. */
  onTestFinished?: TestContext["onTestFinished"];
}): Promise<RateLimited> {
  let window = 0;
  let used = 0;
  const calls: RateLimited["calls"] = [];
  const enter = (at: number) => {
    const now = Math.floor(at / windowMs);
    if (now !== window) used = 0;
    window = now;
  };
  const served = await serve(async (to, _, count) => {
    const at = Date.now();
    enter(at);
    const refused = used >= limit;
    if (!refused) used++;
    calls.push({ at, refused });
    const headers = {
      "X-RateLimit-Limit": limit,
      "X-RateLimit-Remaining": limit - used,
      "X-RateLimit-Reset": ((window + 1) * windowMs) / 1000,
    };
    await new Promise((resolve) => setTimeout(resolve, latencyMs));
    if (refused) problem(to, 429, "rate_limit_exceeded", headers);
    else answer(to, count, headers);
  }, onTestFinished);
  const use = (more: number) => {
    enter(Date.now());
    used += more;
  };
  return { ...served, calls, use };
}

/** Comes back when a window has just begun. */
export async function windowStart(windowMs = 1000): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, windowMs - (Date.now() % windowMs) + 5));
}
