import type { IncomingMessage, ServerResponse } from "node:http";

/** An answer that is already decided. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Thrown by a check; becomes the answer. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  answer(requestId: string): Answer {
    const error = { code: this.code, message: this.message };
    return { status: this.status, body: { type: "error.list", request_id: requestId, errors: [error] } };
  }
}

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

export function send(response: ServerResponse, { status, body, headers }: Answer): void {
  const bytes = body instanceof Uint8Array ? body : body === undefined ? undefined : JSON.stringify(body);
  const type = body instanceof Uint8Array ? "application/octet-stream" : "application/json; charset=utf-8";
  response.writeHead(status, { ...(bytes !== undefined && { "Content-Type": type }), ...headers });
  response.end(bytes);
}
