import { beforeEach, expect, test, vi } from "vitest";
import { throttle, type RateStore, type RateWindow } from "../src/index.ts";
import { connect } from "./support/client.ts";
import { passing, sleep, stopClock } from "./support/clock.ts";
import { rateLimited } from "./support/rate-limited.ts";

/** What several machines share, and how often they ask it. */
function newStore() {
  const counts = new Map<string, number>();
  let kept: RateWindow | undefined;
  const asked = { count: 0, latest: 0 };
  const store: RateStore = {
    async count(name, calls) {
      asked.count++;
      counts.set(name, (counts.get(name) ?? 0) + calls);
      return counts.get(name)!;
    },
    async latest(seen) {
      asked.latest++;
      if (seen && !(kept && kept.reset >= seen.reset)) kept = seen;
      return kept;
    },
  };
  return { store, asked };
}

beforeEach(() => {
  stopClock();
  vi.setSystemTime(Date.UTC(2026, 6, 1));
});

test.each([
  { machines: 1, latencyMs: 20, laterMs: 0 },
  { machines: 3, latencyMs: 0, laterMs: 0 },
  { machines: 3, latencyMs: 300, laterMs: 0 },
  { machines: 4, latencyMs: 150, laterMs: 450 },
])("machines that count together keep within the budget, and use it: %o", async (how) => {
  const { machines, latencyMs, laterMs } = how;
  const server = rateLimited({ limit: 20, latencyMs });
  const { store, asked } = newStore();
  const start = Date.now();
  const machine = async (_: unknown, index: number) => {
    await sleep(index * laterMs);
    const share = throttle({ share: store });
    const client = connect("http://127.0.0.1:1", { fetch: server.fetch, retry: false, throttle: share });
    await Promise.all(Array.from({ length: 30 }, () => client.GET("/me")));
  };
  await passing(Promise.all(Array.from({ length: machines }, machine)));

  const calls = 30 * machines;
  expect(server.calls).toHaveLength(calls);
  expect(server.calls.filter(({ refused }) => refused)).toEqual([]);
  const windows = (Date.now() - start) / 1000;
  expect(windows).toBeLessThan(calls / 20 + 2);
  // one round trip for a call, and few more for a window
  expect(asked.count).toBeLessThan(calls * 1.2);
  expect(asked.latest).toBeLessThan(machines * 3 * (windows + 1));
});
