import type { ServerResponse } from "node:http";
import { isReadable, type Outgoing } from "../http.ts";
import type { Fault } from "./fault.ts";

const PAGE =
  "<!doctype html><html><head><title>Sorry</title></head><body><h1>Something is wrong</h1></body></html>";
const CAPTCHA = "<!doctype html><html><body><form>Prove that you are no robot</form></body></html>";
const HTML = { "Content-Type": "text/html; charset=utf-8" };

/** What a fault leaves of an answer: others to send, or a way to send it that fails. */
export type Blow =
  { send: Outgoing } | { status: number | undefined; carryOut: (response: ServerResponse) => void };

/**
 * Turns an answer into what the client gets to see.
 *
 * @param answer as it would be; where the operation was not carried out, a stand-in
 * @param now the clock, in milliseconds
 */
export function strike(fault: Fault, answer: Outgoing, requestId: string, now: number): Blow {
  const { status, headers, bytes } = answer;
  const body = isReadable(bytes) ? Buffer.from("the first bytes of a stream") : bytes;
  const half = body.subarray(0, Math.ceil(body.byteLength / 2));
  if (isReadable(bytes)) bytes.destroy();
  switch (fault.kind) {
    case "status":
      return { send: refused(fault.status, fault.body ?? "json", requestId, fault.headers) };
    case "rate-limited":
      return { send: refused(429, "json", requestId, hints(fault, now)) };
    case "html":
      return { send: outgoing(200, PAGE, HTML) };
    case "captcha":
      return { send: outgoing(405, CAPTCHA, HTML) };
    case "redirect":
      return { send: outgoing(fault.status ?? 302, "", { Location: fault.to }) };
    case "truncated":
      return { send: { status, headers: sized(headers, half), bytes: half } };
    case "empty":
      return { send: { status, headers: sized(headers, Buffer.alloc(0)), bytes: Buffer.alloc(0) } };
    case "reset":
      if (fault.at === "body") return { status, carryOut: halfway(answer, half, resetSoon) };
      return { status: undefined, carryOut: (response) => resetEarly(response, fault.at === "headers") };
    case "stall":
      if (fault.at === "body") return { status, carryOut: halfway(answer, half, () => {}) };
      return { status: undefined, carryOut: () => {} };
    case "drip":
      return { status, carryOut: (response) => drip(response, answer, body, fault) };
  }
}

function refused(
  status: number,
  body: "json" | "html" | "empty",
  requestId: string,
  headers: Record<string, string> = {},
): Outgoing {
  if (body === "empty") return outgoing(status, "", headers);
  if (body === "html") return outgoing(status, PAGE, { ...HTML, ...headers });
  const [code, message] = ERRORS[status] ?? ["client_error", "The request could not be answered."];
  const error = { type: "error.list", request_id: requestId, errors: [{ code, message }] };
  const type = { "Content-Type": "application/json; charset=utf-8", "X-Request-Id": requestId };
  return outgoing(status, JSON.stringify(error), { ...type, ...headers });
}

const ERRORS: Record<number, [code: string, message: string]> = {
  408: ["request_timeout", "The request took too long."],
  429: ["rate_limit_exceeded", "Too many requests in this window."],
  500: ["server_error", "Something went wrong on the server."],
  502: ["server_error", "The server behind gave no answer."],
  503: ["service_unavailable", "The service is not available."],
  504: ["server_error", "The server behind took too long."],
};

function hints(fault: Extract<Fault, { kind: "rate-limited" }>, now: number): Record<string, string> {
  const { retryAfter, resetIn } = fault;
  return {
    ...(retryAfter !== undefined && { "Retry-After": String(retryAfter) }),
    ...(resetIn !== undefined && { "X-RateLimit-Reset": String(Math.ceil(now / 1000 + resetIn)) }),
  };
}

function outgoing(status: number, body: string, headers: Record<string, string>): Outgoing {
  const bytes = Buffer.from(body);
  return { status, headers: sized(headers, bytes), bytes };
}

function sized(headers: Record<string, string>, bytes: Buffer): Record<string, string> {
  return { ...headers, "Content-Length": String(bytes.byteLength) };
}

/** Sends headers and half of the body, and only when those are out goes on. */
function halfway({ status, headers }: Outgoing, half: Buffer, then: (response: ServerResponse) => void) {
  return (response: ServerResponse) => {
    // one byte more than will ever come, for a body of which half is all
    const promised = { ...headers, "Content-Length": String(half.byteLength * 2 + 1) };
    response.writeHead(status, promised);
    response.flushHeaders();
    response.write(half, () => then(response));
  };
}

function resetEarly(response: ServerResponse, inHeaders: boolean): void {
  if (!inHeaders) response.socket?.resetAndDestroy();
  else response.socket?.write("HTTP/1.1 200 OK\r\nContent-Type: applica", () => resetSoon(response));
}

/** Lets what was sent arrive first: a reset on its heels looks to the other side like an ordinary end. */
function resetSoon(response: ServerResponse): void {
  const timer = setTimeout(() => response.socket?.resetAndDestroy(), 10);
  response.on("close", () => clearTimeout(timer));
}

function drip(
  response: ServerResponse,
  { status, headers }: Outgoing,
  body: Buffer,
  { everyMs = 10, bytes = 1 }: Extract<Fault, { kind: "drip" }>,
): void {
  response.writeHead(status, sized(headers, body));
  let position = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(position, position + bytes));
    position += bytes;
    if (position < body.byteLength) return;
    clearInterval(timer);
    response.end();
  }, everyMs);
  response.on("close", () => clearInterval(timer));
}
