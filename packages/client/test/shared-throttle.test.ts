import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { serveRateLimited } from "./support/rate-limited.ts";
import { hasRedis, startRedis } from "./support/redis.ts";

const run = promisify(execFile);
const examples = new URL("../examples/", import.meta.url);

test("two processes that share a throttle through Redis keep within the budget", async ({ skip }) => {
  if (!hasRedis) {
    const why = "redis-server is not installed (apt-get install redis-server)";
    console.warn(`The shared throttle is not tested: ${why}`);
    skip(why);
  }
  const REDIS_URL = await startRedis();
  // answers take so long that neither process sees in time what the other has under way
  const server = await serveRateLimited({ limit: 20, latencyMs: 200 });
  const env = { ...process.env, REDIS_URL, INTERCOM_BASE_URL: server.url, INTERCOM_TOKEN: "secret" };
  const start = () =>
    run(process.execPath, ["--import", "tsx", "shared-throttle.ts", "40"], {
      cwd: examples,
      env,
      timeout: 240_000,
    });
  const [one, other] = await Promise.all([start(), start()]);
  for (const { stdout, stderr } of [one, other]) {
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^40 calls, 0 failed, \d+ left\n$/);
  }
  expect(server.calls).toHaveLength(80);
  expect(server.calls.filter(({ refused }) => refused)).toEqual([]);
});
