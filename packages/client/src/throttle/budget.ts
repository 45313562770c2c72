import { HOUR, readRateLimit, readRetryAfter, serverNow } from "../rate-limit.js";

/** One window of the rate limit, as machines tell each other of it. Plain JSON. */
export interface RateWindow {
  /** When it ends, in Unix seconds on Intercom's clock. A later window has a later end. */
  readonly reset: number;
  /** The calls that it allows. */
  readonly limit: number;
  /** The name that its calls are counted under. */
  readonly name: string;
}

interface Budget {
  isOver(at: number): boolean;
  /** Begins the next window, of which only the limit of the last is known. */
  next(at: number): void;
  /** What another machine told of. `false` when it cannot be right, whatever is in the store. */
  learn(at: number, window: RateWindow): boolean;
  /** How long until the next call may go, in milliseconds. Sooner when an answer makes room. */
  waitMs(at: number): number;
  /** What to add to the shared count for one more call. */
  toCount(): [name: string, calls: number];
  /** Whether the shared count has room for the call that it includes. */
  hasCounted(under: string, sum: number): boolean;
  send(at: number): void;
  /** Learns from an answer, or from its absence. Gives the window when it is a new one. */
  answered(at: number, sentAt: number, response: Response | undefined): RateWindow | undefined;
}

/**
 * How many calls may be sent, and when: decisions only. `now` is a time that never jumps, in milliseconds, such as
 * `performance.now()`.
 *
 * It never assumes more room than there is: of the answers of one window the one that left the least counts, less the
 * calls that are under way, of which that answer need not have known.
 */
export function newBudget(now: number): Budget {
  // the window that the last answers told of; 0 before the first
  let reset = 0;
  let limit = 0;
  let left = 0;
  let endsAt = 0;
  // when it was told of, and the end of one that turned out to be no window
  let toldAt = 0;
  let refuted = 0;
  // this clock against Intercom's; until an answer tells, the machine's is taken for right
  let ahead = now - Date.now();
  // the longest that was left of a window; headers count whole seconds, so none is shorter than one
  let span = 1000;
  // how many windows went by since without an answer, and when the last of them began
  let unseen = 0;
  let unseenAt = 0;
  // what all machines counted, and under which name
  let name = "0.0";
  let countedName = name;
  let counted = 0;
  let underWay = 0;
  // how many of this machine's calls may be in the window, whatever name they were counted under
  let mine = 0;
  let lastAt = 0;
  let heldUntil = 0;
  // how many calls may be under way while no answer told anything yet
  let trial = 1;

  const begin = (at: number, window: RateWindow, remaining: number) => {
    ({ reset, limit, name } = window);
    left = remaining;
    counted = unseen = unseenAt = 0;
    mine = underWay + 1;
    toldAt = at;
    endsAt = reset * 1000 + ahead;
  };

  return {
    isOver: (at) => at >= endsAt,

    next(at) {
      if (!reset) return;
      name = `${reset}.${unseen++}`;
      unseenAt = at;
      // a limit of 0 would never let an answer tell of another
      left = limit ||= 1;
      counted = 0;
      mine = underWay;
      endsAt = at + span;
    },

    learn(at, window) {
      const { reset: end, limit: calls, name: given } = window;
      const isWindow = [end, calls].every(Number.isFinite) && calls >= 0 && typeof given === "string";
      if (!isWindow || end * 1000 + ahead - at > HOUR) return false;
      if (end > reset && end !== refuted) begin(at, window, calls);
      // whoever came first gave it its name
      else if (end === reset && !unseen) name = given;
      return true;
    },

    waitMs(at) {
      if (at < heldUntil) return heldUntil - at;
      if (!reset) return underWay < trial ? 0 : Infinity;
      const free = Math.min(left - underWay, limit - counted);
      // timers do not count less than a millisecond
      return free > 0 ? Math.floor(lastAt + (endsAt - at) / free - at) : Math.max(1, endsAt - at);
    },

    toCount: () => [name, name === countedName ? 1 : 1 + mine],

    hasCounted(under, sum) {
      countedName = under;
      if (under === name) counted = sum;
      return !reset || (under === name && sum <= limit);
    },

    send(at) {
      underWay++;
      mine++;
      lastAt = at;
    },

    answered(at, sentAt, response) {
      underWay--;
      const seen = response && readRateLimit(response.headers);
      if (!seen) {
        left--;
        if (response) trial *= 2;
        if (response?.status === 429) heldUntil = at + (readRetryAfter(response) ?? 0);
        return undefined;
      }
      const end = +seen.resetAt / 1000;
      // `Date` leaves out the fraction of a second, so the least of these is nearest to the truth
      const lag = at - serverNow(response.headers);
      // a call that was sent after a window was told of cannot be in an earlier one, so it was none
      const isRefuted = end < reset && sentAt > toldAt;
      if (isRefuted) {
        refuted = reset;
        span = 1000;
      }
      if (end > reset || isRefuted) {
        ahead = lag;
        begin(at, { reset: end, limit: seen.limit, name: unseen ? name : `${reset}.0` }, seen.remaining);
        span = Math.max(span, endsAt - at);
        return { reset, limit, name };
      }
      // an answer from before the window began knows nothing of it
      if (end === reset && sentAt >= unseenAt) {
        // one from after it was thought to be over knows better, such as when this clock is too fast
        ahead = unseen ? lag : Math.min(ahead, lag);
        unseen = 0;
        endsAt = reset * 1000 + ahead;
        left = Math.min(left, seen.remaining);
      }
      return undefined;
    },
  };
}
