import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { onTestFinished as afterThisTest } from "vitest";

/** A request as the server saw it. */
export interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
}

export interface Served {
  url: string;
  server: Server;
  /** Every request that reached the server, in order. */
  seen: Seen[];
  /** How many answers are under way: a client that goes away ends its own. */
  pending(): number;
  /** Comes back once so many requests have reached the server. */
  arrived(count: number): Promise<void>;
  /** Comes back once no answer is under way. */
  idle(): Promise<void>;
}

export type Handler = (answer: ServerResponse, seen: Seen, count: number) => unknown;

/**
 * A server on this machine until the test ends. `count` numbers the requests from 1.
 * Tests that run side by side give their own `onTestFinished`.
 */
export async function serve(handler: Handler, onTestFinished = afterThisTest): Promise<Served> {
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  let pending = 0;
  const changes = new EventEmitter();
  const until = async (holds: () => boolean) => {
    while (!holds()) await once(changes, "change");
  };
  const server = createServer(async (request, answer) => {
    pending++;
    answer.on("close", () => {
      pending--;
      changes.emit("change");
    });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = "", url = "", headers } = request;
    const one = { method, url, headers, body: Buffer.concat(chunks).toString() };
    seen.push(one);
    changes.emit("change");
    await handler(answer, one, seen.length);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen({ port: 0, host: "127.0.0.1", backlog: 2048 }, resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    server,
    seen,
    pending: () => pending,
    arrived: (count) => until(() => seen.length >= count),
    idle: () => until(() => pending === 0),
  };
}

/** A request to a server of its own and the answer: what was sent before it has come by then too. */
export async function roundTrip(): Promise<void> {
  const { url } = await serve((answer) => answer.end());
  await (await fetch(url)).text();
}

/** Answers with JSON. */
export function json(answer: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  answer.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
}

/** Answers as Intercom does when something is wrong. */
export function problem(
  answer: ServerResponse,
  status: number,
  code = "server_error",
  headers: object = {},
): void {
  json(
    answer,
    status,
    { type: "error.list", request_id: "r-1", errors: [{ code, message: "It did not work" }] },
    headers,
  );
}
