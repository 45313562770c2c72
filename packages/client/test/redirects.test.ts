import { createServer, type AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { IntercomNetworkError } from "../src/index.ts";
import { connect, rejection, TOKEN } from "./support/client.ts";
import { json, problem, serve } from "./support/serve.ts";

const tag = { body: { name: "vip" } };

/** Where nobody listens. */
async function nowhere(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

test("redirect to another host: `Authorization` does not follow, nor come back", async () => {
  const { url, seen } = await serve((answer, _, count) =>
    count === 1
      ? answer.writeHead(302, { Location: `${other.url}/stored` }).end()
      : json(answer, 200, { id: "back" }),
  );
  const other = await serve((answer) => answer.writeHead(302, { Location: `${url}/back` }).end());
  const { data, response } = await connect(url).GET("/me");
  expect(data).toEqual({ id: "back" });
  expect(response.url).toBe(`${url}/back`);
  expect(seen.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${TOKEN}`, undefined]);
  expect(other.seen[0]?.headers).not.toHaveProperty("authorization");
});

test("redirect on the same host: `Authorization` follows", async () => {
  const { url, seen } = await serve((answer, _, count) =>
    count === 1 ? answer.writeHead(307, { Location: "/moved" }).end() : json(answer, 200, {}),
  );
  expect((await connect(url).GET("/me")).error).toBeUndefined();
  expect(seen[1]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
});

test('with `redirect: "manual"` a redirect is an `error`, and with "error" a failure', async () => {
  const { url, seen } = await serve((answer) => answer.writeHead(302, { Location: "/moved" }).end());
  const client = connect(url, { retry: false });
  const { error } = await client.GET("/me", { redirect: "manual" });
  expect(error).toMatchObject({ status: 302, code: undefined });
  expect(await rejection(client.GET("/me", { redirect: "error" }))).toBeInstanceOf(IntercomNetworkError);
  expect(seen.map((one) => one.url)).toEqual(["/me", "/me"]);
});

test.each(["/me", "", "http://[", "ftp://127.0.0.1/", "data:application/json,{}", "http://a:b@127.0.0.1/"])(
  "a redirect that comes round again or leads nowhere is an `error`, not a connection failure: %j",
  async (location) => {
    const { url, seen } = await serve((answer) => answer.writeHead(302, { Location: location }).end());
    const { error } = await connect(url).GET("/me");
    expect(error).toMatchObject({ status: 302 });
    expect(seen.length).toBeLessThan(25);
  },
);

describe("a redirect of a write", () => {
  test.each([
    [301, "POST"],
    [302, "POST"],
    [303, "POST"],
    [303, "PUT"],
    [303, "DELETE"],
  ] as const)(
    "%i, which would make a GET of a %s, is an error that leaves it open",
    async (status, method) => {
      const { url, seen } = await serve((answer, _, count) =>
        count === 1
          ? answer.writeHead(status, { Location: "/moved" }).end()
          : json(answer, 200, { data: ["a list"] }),
      );
      const client = connect(url, { retry: false });
      for (const call of [
        () => client[method as "POST"]("/tags", tag),
        () => client.openapiFetch[method as "POST"]("/tags", tag),
      ]) {
        seen.length = 0;
        const error = await rejection(call());
        expect(error).toBeInstanceOf(IntercomNetworkError);
        const message = `${method} /tags: redirected`;
        expect(error).toMatchObject({ message, mayHaveArrived: true, attempts: 1 });
        expect(seen).toHaveLength(1);
      }
    },
  );

  test.each([
    [307, "POST"],
    [308, "POST"],
    [302, "PUT"],
    [308, "DELETE"],
  ] as const)("%i of a %s is sent on with its method and body", async (status, method) => {
    const { url, seen } = await serve((answer, _, count) =>
      count === 1 ? answer.writeHead(status, { Location: "/moved" }).end() : json(answer, 200, {}),
    );
    const { error } = await connect(url)[method as "POST"]("/tags", tag);
    expect(error).toBeUndefined();
    expect(seen.map((one) => [one.method, one.url, one.body])).toEqual([
      [method, "/tags", '{"name":"vip"}'],
      [method, "/moved", '{"name":"vip"}'],
    ]);
  });

  test("by a `fetch` that follows on its own is an error too", async () => {
    const { url } = await serve((answer, _, count) =>
      count === 1 ? answer.writeHead(302, { Location: "/moved" }).end() : json(answer, 200, {}),
    );
    const fetch = (request: Request) => globalThis.fetch(new Request(request, { redirect: "follow" }));
    const error = await rejection(connect(url, { fetch }).POST("/tags", tag));
    expect(error).toMatchObject({ name: "IntercomNetworkError", mayHaveArrived: true });
  });
});

test("where a browser hides a redirect, reads follow it, and writes are an error", async () => {
  const { url, seen } = await serve((answer, _, count) =>
    count % 2 ? answer.writeHead(302, { Location: "/moved" }).end() : json(answer, 200, { id: "1" }),
  );
  const hiding = async (request: Request): Promise<Response> => {
    const answer = await globalThis.fetch(request);
    if (answer.status !== 302) return answer;
    await answer.body?.cancel();
    return new Proxy(Response.error(), {
      get: (error, name) => (name === "type" ? "opaqueredirect" : Reflect.get(error, name, error)),
    });
  };
  // one that is asked to follow does so
  const client = connect(url, { fetch: hiding });
  expect((await client.GET("/me")).data).toEqual({ id: "1" });
  seen.length = 0;
  expect(await rejection(client.POST("/tags", tag))).toMatchObject({ mayHaveArrived: true, attempts: 1 });
  expect(seen).toHaveLength(1);
});

describe("`mayHaveArrived` is true once one request may have, whatever became of the next", () => {
  test.each([
    [303, "POST"],
    [307, "POST"],
    [307, "GET"],
  ] as const)("a %i of a %s to where nobody listens", async (status, method) => {
    const gone = await nowhere();
    const { url } = await serve((answer) => answer.writeHead(status, { Location: `${gone}/x` }).end());
    const client = connect(url, { retry: false });
    const error = await rejection(method === "GET" ? client.GET("/me") : client.POST("/tags", tag));
    expect(error).toMatchObject({ name: "IntercomNetworkError", mayHaveArrived: true });
  });

  test("an attempt that was answered before one that was refused", async () => {
    const { url, server } = await serve((answer) => {
      problem(answer, 503, "x", { Connection: "close" });
      server.close();
    });
    const error = await rejection(connect(url).POST("/tags", { ...tag, idempotent: true }));
    expect(error).toMatchObject({ name: "IntercomNetworkError", mayHaveArrived: true, attempts: 3 });
  });

  test("and false where none was ever made", async () => {
    const client = connect(await nowhere());
    for (const call of [() => client.GET("/me"), () => client.POST("/tags", { ...tag, idempotent: true })]) {
      expect(await rejection(call())).toMatchObject({ mayHaveArrived: false, attempts: 3 });
    }
  });
});
