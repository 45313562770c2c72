import { bare, checkOptions } from "../check-options.js";
import { IntercomTimeoutError, IntercomUsageError } from "../errors.js";
import type { Throttle } from "../options.js";
import type { Timer } from "../limits.js";
import { distrust } from "../rate-limit.js";
import { newBudget, type RateWindow } from "./budget.js";

/** How long a store may take for an answer, whatever `timeoutMs` is, in milliseconds. */
const STORE_MS = 30_000;

/**
 * How long a call waits at most when it is its turn, in milliseconds. It goes then and asks Intercom anew: no header and
 * no store may stop all calls, and where they are right, that is one refused call a minute.
 */
const LONGEST_MS = 60_000;

/**
 * What several machines share to keep within one budget. Give each app a store of its own, such as keys that begin
 * with the app's id. What a function rejects with, the waiting call rejects with; one that does not answer within
 * `timeoutMs`, or 30 seconds if that is longer, ends the calls that wait for it with an {@link IntercomTimeoutError}.
 *
 * @see https://github.com/intercom-openapi/intercom-openapi/blob/main/packages/client/examples/shared-throttle.ts for one in Redis
 */
export interface RateStore {
  /**
   * Adds calls to the count of that name and gives the sum, from all machines, in one step: an `INCRBY`.
   * Windows are seconds long, so a count that is an hour old can be forgotten.
   */
  count(name: string, calls: number): Promise<number>;
  /**
   * Keeps `seen` if it is later than the window kept so far, and gives the one that is kept now. It can be forgotten
   * after an hour too.
   */
  latest(seen?: RateWindow): Promise<RateWindow | undefined>;
}

export interface ThrottleOptions {
  /**
   * Where several processes or machines count their calls together.
   *
   * @default none: this throttle counts on its own
   */
  share?: RateStore | undefined;
}

/**
 * Spreads the calls of one app over each window of its rate limit, so that they do not run into a 429.
 *
 * How many calls a window allows, how many are left and when it ends is what the answers' `X-RateLimit-*` headers say.
 * So the first call goes alone. Calls go in the order in which they were made; a wait ends at once with the call's
 * `signal` or `deadlineMs`, and after a minute in any case. Where answers carry no such headers, nothing is held up for
 * long.
 *
 * @throws {IntercomUsageError} on another option than `share`, or when that is no store.
 * @example
 * const intercom = createIntercomClient({ version: "2.12", token, throttle: throttle() });
 */
export function throttle(options?: ThrottleOptions): Throttle {
  const { share } = checkOptions(bare<ThrottleOptions>(), options, { share: "object" });
  if (share && [share.count, share.latest].some((each) => typeof each !== "function")) {
    throw new IntercomUsageError("`share` is a store with `count` and `latest`");
  }
  const clock = () => performance.now();
  const budget = newBudget(clock());
  let turns: Promise<unknown> = Promise.resolve();
  // ends the wait of the call whose turn it is: an answer may have made room
  let wake = () => {};
  // when the store was last given up, and after how long
  let lateAt = 0;
  let lateMs = 0;

  return (call, next) => async () => {
    const limitMs = Math.min(call.timeoutMs!, STORE_MS);
    let sentAt: number | undefined;
    let response: Response | undefined;

    const storeTimeout = () =>
      new IntercomTimeoutError(`${call.name}: the throttle's store exceeded timeoutMs: ${limitMs}`, {
        limit: "timeoutMs",
        limitMs,
      });

    /** What the store says, in time: one that hangs must not hold up the calls for ever. */
    const ask = <T>(answer: Promise<T>): Promise<T> => {
      let timer: Timer;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          lateAt = clock();
          lateMs = limitMs;
          reject(storeTimeout());
        }, limitMs);
      });
      return call.until(Promise.race([answer, late]), timer);
    };

    const believe = (window: RateWindow | undefined) => {
      if (window && !budget.learn(clock(), window)) distrust(call, share, "a window of the throttle's store");
    };

    const take = async (before: Promise<unknown>) => {
      const queuedAt = clock();
      await before;
      // who waited for the same answer is not kept waiting for another
      if (queuedAt < lateAt && limitMs <= lateMs) throw storeTimeout();
      const due = clock() + LONGEST_MS;
      for (;;) {
        call.ended.throwIfAborted();
        if (budget.isOver(clock())) {
          if (share) believe(await ask(share.latest()));
          if (budget.isOver(clock())) budget.next(clock());
        }
        const now = clock();
        const waitMs = Math.min(budget.waitMs(now), due - now);
        if (waitMs > 0) {
          let timer: Timer;
          const wait = new Promise<void>((done) => {
            wake = done;
            timer = setTimeout(done, waitMs);
          });
          await call.until(wait, timer);
          continue;
        }
        if (share) {
          const [name, calls] = budget.toCount();
          const sum = await ask(share.count(name, calls));
          if (!(Number.isFinite(sum) && sum >= 0)) distrust(call, share, "a count of the throttle's store");
          else if (!budget.hasCounted(name, sum) && clock() < due) continue;
        }
        // at once with the decision, so that a call that was ended meanwhile is not taken for one under way
        budget.send((sentAt = clock()));
        return;
      }
    };
    const turn = take(turns);
    turns = turn.catch(() => {});

    try {
      await call.until(turn);
      response = await next();
      return response;
    } finally {
      if (sentAt !== undefined) {
        const window = budget.answered(clock(), sentAt, response);
        wake();
        // the call has its answer, whatever becomes of this
        if (window && share) (async () => believe(await share.latest(window)))().catch(() => {});
      }
    }
  };
}
