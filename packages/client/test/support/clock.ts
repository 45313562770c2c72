import { setImmediate as turn } from "node:timers/promises";
import { onTestFinished, vi } from "vitest";

// what the turns are counted with
const { setInterval: begin, clearInterval: end } = globalThis;

/** What the client counts time with. Its connections and what is on the other side of them go on. */
const CLOCK = ["setTimeout", "clearTimeout", "Date", "performance"] as const;

/** Time stands still until the test has it pass. */
export function stopClock(): void {
  vi.useFakeTimers({ toFake: [...CLOCK] });
  onTestFinished(() => void vi.useRealTimers());
}

/**
 * Time passes with the turns of the event loop, so many milliseconds in each. A server in this process gets as many turns
 * as the client, so that a limit is about what both have done by then, however long a busy machine takes for it.
 */
export function turnClock(stepMs = 20): void {
  vi.useFakeTimers({ toFake: [...CLOCK] });
  const turns = begin(() => vi.advanceTimersByTime(stepMs), 1);
  onTestFinished(() => {
    end(turns);
    vi.useRealTimers();
  });
}

/** Has a stopped clock pass from timer to timer until something has come to its end. */
export async function passing<T>(work: Promise<T>): Promise<T> {
  const over = new AbortController();
  const stop = () => over.abort();
  work.then(stop, stop);
  while (!over.signal.aborted) {
    await turn();
    if (!over.signal.aborted) await vi.advanceTimersToNextTimerAsync();
  }
  return work;
}

/** Waits, by the clock of the test. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
