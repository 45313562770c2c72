import type { Fault } from "./fault.ts";

/**
 * Every kind of fault under a name, for tests that go through them all. Those without an end (`stall …`) need a client
 * with a time limit.
 */
export const ALL_FAULTS = {
  "500": { kind: "status", status: 500 },
  "502 with a page": { kind: "status", status: 502, body: "html" },
  "503": { kind: "status", status: 503 },
  "503 without a body": { kind: "status", status: 503, body: "empty" },
  "504 with a page": { kind: "status", status: 504, body: "html" },
  "408": { kind: "status", status: 408 },
  "429 with Retry-After": { kind: "rate-limited", retryAfter: 1 },
  "429 with only X-RateLimit-Reset": { kind: "rate-limited", resetIn: 1 },
  "429 without a hint": { kind: "rate-limited" },
  "reset before the headers": { kind: "reset", at: "start" },
  "reset in the headers": { kind: "reset", at: "headers" },
  "reset in the body": { kind: "reset", at: "body" },
  "stall before the headers": { kind: "stall", at: "start" },
  "stall in the body": { kind: "stall", at: "body" },
  "dripping body": { kind: "drip" },
  "200 with a page": { kind: "html" },
  "405 with a captcha": { kind: "captcha" },
  "truncated JSON": { kind: "truncated" },
  "empty body": { kind: "empty" },
  "redirect to another host": { kind: "redirect", to: "http://localhost:1/elsewhere", status: 307 },
} satisfies Record<string, Fault>;
