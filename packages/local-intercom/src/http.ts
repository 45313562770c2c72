import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline, type Readable } from "node:stream";

/** An answer that is already decided. */
export interface Answer {
  status: number;
  /** JSON, or bytes at once or as they come. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** Thrown by a check; becomes the answer. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly field?: string,
  ) {
    super(message);
  }

  /** @param operation whether it is one's, whose description tells the form: a few name one cause instead of a list */
  answer(requestId: string, { operation }: { operation: boolean }): Answer {
    const { status, code, message, field } = this;
    const error = { code, message, ...(field && { field }) };
    const list = { type: "error.list", request_id: requestId, errors: [error] };
    return { status, body: operation ? { ...list, error_key: code, message } : list };
  }

  /** As what is not Intercom's answers: without an id of the request. */
  get plainAnswer(): Answer {
    const { status, code, message } = this;
    return { status, body: { type: "error.list", errors: [{ code, message }] } };
  }
}

/**
 * A refusal because of what the workspace holds or lacks, not because of how the request is written. A workspace of
 * nothing but examples answers with the example instead.
 */
export class StateRefusal extends Refusal {}

/** A body that is no JSON, which is refused before there is a list of errors. */
export class MalformedBody extends Refusal {
  constructor() {
    super(400, "bad_request", "The body cannot be read as JSON");
  }

  override answer(): Answer {
    const { status, message } = this;
    return { status, body: { status, error: message } };
  }
}

/** A request for an answer of another kind than there is, which the API refuses without its id. */
export class NotAcceptable extends Refusal {
  constructor() {
    super(406, "media_type_not_acceptable", "Send Accept: application/json");
  }

  override answer(): Answer {
    return this.plainAnswer;
  }
}

/** A parameter that the operation cannot take. */
export function invalid(field: string, message: string): Refusal {
  return new Refusal(400, "parameter_invalid", message, field);
}

/** No body of the API comes near it; a saved workspace of a hundred thousand contacts does. */
const MOST_BYTES = 100_000_000;

/** A request's body; a refusal where it is too large, undefined where the client went away while it was sending. */
export async function readBody(request: IncomingMessage): Promise<string | Refusal | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      size += (chunk as Buffer).byteLength;
      // the rest is read all the same: an answer that comes before would be lost in a reset
      if (size <= MOST_BYTES) chunks.push(chunk as Buffer);
      else chunks.length = 0;
    }
  } catch {
    return undefined;
  }
  if (size > MOST_BYTES) return new Refusal(413, "bad_request", `A body has ${MOST_BYTES} bytes at most`);
  return Buffer.concat(chunks).toString("utf8");
}

/** An answer as it goes over the wire. */
export interface Outgoing {
  status: number;
  headers: Record<string, string>;
  bytes: Buffer | Readable;
}

export function encode({ status, body, headers }: Answer, more: Record<string, string>): Outgoing {
  const binary = body instanceof Uint8Array || isReadable(body);
  const bytes = isReadable(body)
    ? body
    : Buffer.from(body instanceof Uint8Array ? body : body === undefined ? "" : JSON.stringify(body));
  const type = binary ? "application/octet-stream" : "application/json; charset=utf-8";
  const length = Buffer.isBuffer(bytes) && { "Content-Length": String(bytes.byteLength) };
  return {
    status,
    headers: { ...(body !== undefined && { "Content-Type": type }), ...length, ...more, ...headers },
    bytes,
  };
}

export function deliver(response: ServerResponse, { status, headers, bytes }: Outgoing): void {
  response.writeHead(status, headers);
  if (!isReadable(bytes)) response.end(bytes);
  // an abandoned download is no mistake
  else pipeline(bytes, response, () => {});
}

export function isReadable(body: unknown): body is Readable {
  return typeof (body as Readable | undefined)?.pipe === "function";
}
