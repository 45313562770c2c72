/** One window of the rate limit, as machines tell each other of it. Plain JSON. */
export interface RateWindow {
  /** When it ends, in Unix seconds on Intercom's clock. A later window has a later end. */
  readonly reset: number;
  /** The calls that it allows. */
  readonly limit: number;
  /** The name that its calls are counted under. */
  readonly name: string;
}

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
