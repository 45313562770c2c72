import { newBudget, type RateWindow } from "./budget.js";

/** What `throttle()` makes, for the client's option of that name. */
export type Throttle = (call: ThrottledCall, next: () => Promise<Response>) => () => Promise<Response>;

/** A call, as a throttle sees it. */
interface ThrottledCall {
  readonly ended: AbortSignal;
  until<T>(work: Promise<T>, timer?: Timer): Promise<T>;
}

type Timer = ReturnType<typeof setTimeout> | undefined;

/**
 * What several machines share to keep within one budget. Give each app a store of its own, such as keys that begin
 * with the app's id. What a function rejects with, the waiting call rejects with.
 *
 * @see examples/shared-throttle.ts for one in Redis
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
 * `signal` or `deadlineMs`. Where answers carry no such headers, nothing is held up for long.
 *
 * @example
 * const intercom = createIntercomClient({ version: "2.12", token, throttle: throttle() });
 */
export function throttle({ share }: ThrottleOptions = {}): Throttle {
  const clock = () => performance.now();
  const budget = newBudget(clock());
  let turns: Promise<unknown> = Promise.resolve();
  // ends the wait of the call whose turn it is: an answer may have made room
  let wake = () => {};

  return (call, next) => async () => {
    let sentAt: number | undefined;
    let response: Response | undefined;

    const take = async (before: Promise<unknown>) => {
      await before;
      for (;;) {
        call.ended.throwIfAborted();
        if (budget.isOver(clock())) {
          const latest = await call.until(Promise.resolve(share?.latest()));
          if (latest) budget.learn(latest);
          if (budget.isOver(clock())) budget.next(clock());
        }
        const waitMs = budget.waitMs(clock());
        if (waitMs > 0) {
          let timer: Timer;
          const wait = new Promise<void>((done) => {
            wake = done;
            // more than 31 bits would be over at once
            timer = setTimeout(done, Math.min(waitMs, 1e9));
          });
          await call.until(wait, timer);
          continue;
        }
        const [name, calls] = budget.toCount();
        if (share && !budget.hasCounted(name, await call.until(share.count(name, calls)))) continue;
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
        if (window)
          share
            ?.latest(window)
            .then((latest) => latest && budget.learn(latest))
            .catch(() => {});
      }
    }
  };
}
