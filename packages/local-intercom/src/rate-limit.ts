import type { Settings } from "./options.ts";

/** What the API lets a private app do in ten seconds. */
const USUAL = { limit: 1666, windowMs: 10_000 };

/** Counts requests in windows, as the API does in its ten seconds. */
export class RateLimit {
  private windowEnds = 0;
  private used = 0;

  constructor(private readonly settings: Pick<Settings, "rateLimit" | "now">) {}

  /** Begins a new window. */
  reset(): void {
    this.windowEnds = 0;
  }

  /** Counts a request. @returns whether it is too much, and the headers that tell how many more may come */
  take(): { isOver: boolean; headers: Record<string, string> } {
    const { rateLimit, now } = this.settings;
    const { limit, windowMs } = rateLimit ?? USUAL;
    // without a limit every request is the first of its window
    if (now() >= this.windowEnds || !rateLimit) {
      this.windowEnds = (Math.floor(now() / windowMs) + 1) * windowMs;
      this.used = 0;
    }
    const isOver = this.used >= limit;
    if (!isOver) this.used += 1;
    return {
      isOver,
      headers: {
        "X-RateLimit-Limit": String(limit),
        "X-RateLimit-Remaining": String(limit - this.used),
        "X-RateLimit-Reset": String(Math.ceil(this.windowEnds / 1000)),
      },
    };
  }
}
