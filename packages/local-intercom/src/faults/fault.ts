/**
 * What goes wrong with a request.
 *
 * `when` says whether it strikes before the operation is carried out or after. Faults in the answer's body come after,
 * the others before, unless stated.
 */
export type Fault = { when?: "before" | "after" } & Misfortune;

type Misfortune =
  /** Another status than the operation's; the body an error list, a page, or none. */
  | { kind: "status"; status: number; body?: "json" | "html" | "empty"; headers?: Record<string, string> }
  /** 429, always before. `retryAfter` in seconds or a date; `resetIn` in seconds, sent as Unix time. No other hint. */
  | { kind: "rate-limited"; retryAfter?: number | string; resetIn?: number }
  /** The connection breaks: before anything was sent, in the middle of the headers, in the middle of the body. */
  | { kind: "reset"; at: "start" | "headers" | "body" }
  /** Nothing more comes, and the connection stays: from the start, or from the middle of the body. */
  | { kind: "stall"; at: "start" | "body" }
  /** The whole answer, but a byte (or `bytes`) every ten milliseconds (or `everyMs`). */
  | { kind: "drip"; everyMs?: number; bytes?: number }
  /** 200, but a page. */
  | { kind: "html" }
  /** 405 and a page that asks for a captcha. */
  | { kind: "captcha" }
  /** The answer's first half, as if it were all. */
  | { kind: "truncated" }
  /** The answer's status without its body. */
  | { kind: "empty" }
  /** To another place. */
  | { kind: "redirect"; to: string; status?: 301 | 302 | 303 | 307 | 308 };

/** What a plan decides by. */
export interface RequestInfo {
  /** Counts the requests of this server, from 1. */
  index: number;
  /** Counts the requests with this method, URL and body, from 1. */
  attempt: number;
  method: string;
  /** Path and query. */
  url: string;
  /** Undefined where no operation was found. */
  operationId: string | undefined;
  /** Whether the operation changes something. */
  writes: boolean;
}

/** Decides what goes wrong with a request; undefined lets it through. */
export type FaultPlan = (info: RequestInfo) => Fault | undefined;

const IN_THE_BODY = new Set<Fault["kind"]>(["drip", "truncated", "empty"]);

/** Whether a fault leaves the operation to be carried out first. */
export function strikesAfter(fault: Fault): boolean {
  if (fault.kind === "rate-limited") return false;
  const isInBody = IN_THE_BODY.has(fault.kind) || ("at" in fault && fault.at === "body");
  return (fault.when ?? (isInBody ? "after" : "before")) === "after";
}
