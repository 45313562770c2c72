import { createHash } from "node:crypto";
import type { Fault } from "./faults/fault.ts";
import type { FaultPlan, RequestInfo } from "./faults/plans.ts";

/** What became of a request. */
export interface RecordedRequest {
  method: string;
  /** Path and query. */
  url: string;
  /** The one sent; undefined when none was. */
  status: number | undefined;
  operationId: string | undefined;
  /** The kind of fault that struck. */
  fault: Fault["kind"] | undefined;
  /** Whether it is a write that was carried out, whatever the client got to hear of it. */
  applied: boolean;
}

/** How many requests are remembered before the oldest is forgotten. */
export const MOST_REQUESTS = 100_000;

/**
 * Adds to a list that somebody may look at later, or never: a server that runs for weeks does not fill its memory.
 *
 * @param most beyond which the oldest go
 */
export function keep<T>(list: T[], one: T, most: number): void {
  // some at a time: to move all the others costs
  if (list.length >= most) list.splice(0, Math.ceil(most / 100));
  list.push(one);
}

/** Counts the requests of a server and how often the same one has come. */
export class RequestCounter {
  private index = 0;
  private readonly attempts = new Map<string, number>();

  constructor(private plan: FaultPlan | undefined) {}

  /** Follows another plan, and counts anew. */
  follow(plan: FaultPlan | undefined): void {
    this.plan = plan;
    this.index = 0;
    this.attempts.clear();
  }

  /** Counts a request and asks the plan about it. */
  fault(request: Omit<RequestInfo, "index" | "attempt">, body: string): Fault | undefined {
    if (!this.plan) return undefined;
    const key = createHash("sha1")
      .update(JSON.stringify([request.method, request.url, body]))
      .digest("base64");
    const attempt = (this.attempts.get(key) ?? 0) + 1;
    const [oldest] = this.attempts.keys();
    if (attempt === 1 && oldest !== undefined && this.attempts.size >= MOST_REQUESTS)
      this.attempts.delete(oldest);
    this.attempts.set(key, attempt);
    this.index += 1;
    return this.plan({ ...request, index: this.index, attempt });
  }
}
