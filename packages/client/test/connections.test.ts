import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { IntercomNetworkError, isIntercomNetworkError } from "../src/index.ts";
import { connect, rejection } from "./support/client.ts";

/** A server that does something to each connection as soon as a request has come in on it. */
async function broken(fault: (socket: Socket) => void): Promise<{ url: string; requests: () => number }> {
  let requests = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("data", () => {
      requests++;
      fault(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests: () => requests };
}

const HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
const faults: [string, (socket: Socket) => void][] = [
  ["reset before the headers", (socket) => socket.resetAndDestroy()],
  ["closed before the headers", (socket) => socket.destroy()],
  ["reset in the middle of the headers", (socket) => socket.write(HEAD, () => socket.resetAndDestroy())],
  ["closed in the middle of the headers", (socket) => socket.end(HEAD)],
  ["closed in a body of known length", (socket) => socket.end(`${HEAD}Content-Length: 99\r\n\r\n{"id":`)],
  [
    "closed in a chunked body",
    (socket) => socket.end(`${HEAD}Transfer-Encoding: chunked\r\n\r\n6\r\n{"id":\r\n`),
  ],
  ["answered with something else than HTTP", (socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n")],
];

describe.each(faults)("connection %s", (_, fault) => {
  test("GET is retried, then rejects with IntercomNetworkError", async () => {
    const { url, requests } = await broken(fault);
    const error = await rejection(connect(url).GET("/me"));
    expect(error).toBeInstanceOf(IntercomNetworkError);
    expect(error).toMatchObject({ mayHaveArrived: true, attempts: 3, cause: expect.any(Error) });
    expect(requests()).toBe(3);
  });

  test("POST is sent once, and may have reached the server", async () => {
    const { url, requests } = await broken(fault);
    const error = await rejection(connect(url).POST("/tags", { body: { name: "vip" } }));
    expect(error).toMatchObject({ mayHaveArrived: true, attempts: 1 });
    expect(requests()).toBe(1);
  });
});

test("connection refused: GET is retried, POST is not, and neither has reached the server", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));

  const client = connect(`http://127.0.0.1:${port}`);
  const get = await rejection(client.GET("/me"));
  const post = await rejection(client.POST("/tags", { body: { name: "vip" } }));
  expect(get).toMatchObject({ mayHaveArrived: false, attempts: 3 });
  expect(post).toMatchObject({ mayHaveArrived: false, attempts: 1 });
  expect((post as Error).message).toBe("POST /tags: connection failed");
  expect(isIntercomNetworkError(post) && String((post.cause as Error).cause)).toContain("ECONNREFUSED");
});

test("a host that does not exist has not been reached", async () => {
  const error = await rejection(connect("http://intercom.invalid").POST("/tags", { body: { name: "vip" } }));
  expect(error).toMatchObject({ name: "IntercomNetworkError", mayHaveArrived: false });
});

test("a reset in the middle of a body of a GET is made good by the next attempt", async () => {
  let count = 0;
  const { url } = await broken((socket) =>
    ++count === 1
      ? socket.end(`${HEAD}Content-Length: 99\r\n\r\n{`)
      : socket.end(`${HEAD}Content-Length: 2\r\n\r\n{}`),
  );
  const { data, error } = await connect(url).GET("/me");
  expect({ data, error, count }).toEqual({ data: {}, error: undefined, count: 2 });
});

/** What `fetch` throws, as runtimes word it. */
const failure = (members: object, cause?: object) =>
  Object.assign(new Error("fetch failed", { cause: cause && Object.assign(new Error("?"), cause) }), members);

const timedOut = { code: "ETIMEDOUT", syscall: "connect" };
test.each([
  ["no address of the host answers", failure({}, { code: "ETIMEDOUT", errors: [timedOut, timedOut] }), false],
  ["the host is unreachable", failure({}, { code: "EHOSTUNREACH", syscall: "connect" }), false],
  ["the network is, for node:http", failure({ code: "ENETUNREACH", syscall: "connect" }), false],
  ["the dispatcher is of another make", failure({}, { code: "UND_ERR_INVALID_ARG" }), false],
  ["Bun finds nobody there", failure({ code: "ConnectionRefused" }), false],
  ["Bun opens no socket", failure({ code: "FailedToOpenSocket" }), false],
  ["the host became unreachable", failure({}, { code: "EHOSTUNREACH", syscall: "read" }), true],
  ["the connection timed out while it was read", failure({}, { code: "ETIMEDOUT", syscall: "read" }), true],
  ["Bun is cut off", failure({ code: "ConnectionClosed" }), true],
  ["`fetch` fails by itself, by whatever name", failure({ name: "NotFoundError" }), true],
  ["`fetch` calls something wrongly", failure({ code: "ERR_INVALID_ARG_TYPE" }), true],
])("where %s, `mayHaveArrived` tells it", async (_, cause, mayHaveArrived) => {
  const client = connect("http://127.0.0.1:1", { fetch: () => Promise.reject(cause) });
  const error = await rejection(client.POST("/tags", { body: { name: "vip" } }));
  expect(error).toMatchObject({ name: "IntercomNetworkError", mayHaveArrived, cause });
});
