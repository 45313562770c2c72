import { getEventListeners } from "node:events";
import type { ServerResponse } from "node:http";
import { expect, test, vi } from "vitest";
import { isIntercomError } from "../src/index.ts";
import { connect } from "./support/client.ts";
import { sleep, turnClock } from "./support/clock.ts";
import { memory } from "./support/collect.ts";
import { json, problem, serve, type Seen } from "./support/serve.ts";

const CALLS = 1000;

/** Each comes with a tenth of the attempts; the last two tenths are answered well. */
const faults: Record<string, (answer: ServerResponse) => unknown> = {
  "429": (answer) => problem(answer, 429, "rate_limit_exceeded", { "Retry-After": 0 }),
  "500": (answer) => problem(answer, 500),
  "504 HTML": (answer) => answer.writeHead(504).end("<html>"),
  "reset before the headers": (answer) => answer.socket?.resetAndDestroy(),
  "closed in the body": (answer) => {
    answer.writeHead(200, { "Content-Length": 99 }).write("{", () => answer.socket?.destroy());
  },
  stall: () => {},
  "stall in the body": (answer) => void answer.writeHead(200).write("{"),
  "200 HTML": (answer) => answer.end("<html>"),
};

const names = Object.keys(faults);

/** What each attempt of each call meets, picked by a generator with a seed: the same on every run. */
function plan(seed: number): string[][] {
  let state = seed;
  const roll = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return names[(state >>> 16) % 10] ?? "answer";
  };
  return Array.from({ length: CALLS }, () => {
    const [first, ...later] = [roll(), roll(), roll(), roll()];
    // a stall ends the call
    return [first, ...later.map((fault) => (isStall(fault) ? "answer" : fault))];
  });
}

function isStall(fault: string | undefined): boolean {
  return fault?.startsWith("stall") ?? false;
}

test("1,000 concurrent calls with 10 % of each fault", async () => {
  turnClock();
  const unhandled = vi.fn<(reason: unknown) => void>();
  process.on("unhandledRejection", unhandled);
  const planned = plan(2026);
  /** How often the server has taken each write, those that it refused with a 429 aside. */
  const taken = new Map<string, number>();

  const { url, idle, server } = await serve((answer, { url: path, method }: Seen) => {
    const attempt = (attempts.get(path) ?? 0) + 1;
    attempts.set(path, attempt);
    const call = Number(path.split("/")[2]);
    const name = planned[call]?.[attempt - 1] ?? "answer";
    if (method === "POST" && name !== "429") taken.set(path, (taken.get(path) ?? 0) + 1);
    return name in faults ? faults[name]?.(answer) : json(answer, 200, { id: String(call) });
  });
  const attempts = new Map<string, number>();
  const client = connect(url, { retry: { limit: 3, maxDelayMs: 50 }, deadlineMs: 3_600_000 });
  const { signal } = new AbortController();
  const before = memory();

  const outcomes = await Promise.allSettled(
    Array.from({ length: CALLS }, (_, call) => {
      const ids = { conversation_id: String(call), contact_id: String(call) };
      return call % 2
        ? client.GET("/contacts/{contact_id}", { params: { path: ids }, signal })
        : client.POST(
            "/conversations/{conversation_id}/tags" as "/tags",
            { params: { path: ids }, body: { name: "vip" }, signal } as never,
          );
    }),
  );

  // every call settles, in one of the promised ways
  const kinds = new Map<string, number>();
  for (const outcome of outcomes) {
    const error = outcome.status === "rejected" ? (outcome.reason as unknown) : outcome.value.error;
    const kind = error === undefined ? "data" : isIntercomError(error) ? error.name : String(error);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  expect([...kinds.keys()].toSorted()).toEqual([
    "IntercomApiError",
    "IntercomNetworkError",
    "IntercomParseError",
    "IntercomTimeoutError",
    "data",
  ]);
  // nobody is late but who has to be
  expect(kinds.get("IntercomTimeoutError")).toBe(planned.filter(([first]) => isStall(first)).length);

  // every write reached the server at most once, refusals aside
  expect(Math.max(...taken.values())).toBe(1);

  // nothing is left
  expect(getEventListeners(signal, "abort")).toEqual([]);
  server.closeAllConnections();
  await idle();
  // what `fetch` keeps of a connection is over in seconds; what the client counts goes on for an hour
  await sleep(5000);
  expect(vi.getTimerCount()).toBe(0);
  expect(memory() - before).toBeLessThan(30);
  expect(unhandled).not.toHaveBeenCalled();
  process.off("unhandledRejection", unhandled);
});
