import { setImmediate as turn } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { IntercomUsageError, type TokenFunction } from "../src/index.ts";
import { connect, rejection, TOKEN } from "./support/client.ts";
import { json, problem, serve, type Handler } from "./support/serve.ts";

const bearer = (token: string) => `Bearer ${token}`;
/** Lets one token in. */
const lock: (good: string) => Handler =
  (good) =>
  (answer, { headers }) =>
    headers.authorization === bearer(good) ? json(answer, 200, {}) : problem(answer, 401, "unauthorized");

test("a string is sent as a bearer token, whatever headers say", async () => {
  const { url, seen } = await serve((answer) => json(answer, 200, {}));
  const headers = { authorization: "Bearer other", "intercom-version": "1.0", "X-Mine": "1" };
  await connect(url, { headers }).GET("/me", { headers });
  expect(seen[0]?.headers).toMatchObject({
    authorization: bearer(TOKEN),
    "intercom-version": "2.12",
    "x-mine": "1",
  });
});

test("a function is asked before every attempt, with the attempt and the reason", async () => {
  const { url, seen } = await serve((answer, _, count) =>
    count < 3 ? problem(answer, 503) : json(answer, 200, {}),
  );
  const token = vi.fn<TokenFunction>(async ({ attempt }) => `token-${attempt}`);
  await connect(url, { token }).GET("/me");
  expect(token.mock.calls).toEqual([
    [{ attempt: 1, reason: "first" }],
    [{ attempt: 2, reason: "retry" }],
    [{ attempt: 3, reason: "retry" }],
  ]);
  expect(seen.map(({ headers }) => headers.authorization)).toEqual(
    ["token-1", "token-2", "token-3"].map(bearer),
  );
});

test("on 401 a function is asked once more, and a write may follow since it was refused", async () => {
  const { url, seen } = await serve(lock("fresh"));
  const token = vi.fn<TokenFunction>(({ reason }) => (reason === "unauthorized" ? "fresh" : "stale"));
  const { error } = await connect(url, { token, retry: false }).POST("/tags", { body: { name: "vip" } });
  expect(error).toBeUndefined();
  expect(token.mock.lastCall).toEqual([{ attempt: 2, reason: "unauthorized" }]);
  expect(seen.map(({ body }) => body)).toEqual(['{"name":"vip"}', '{"name":"vip"}']);
});

test("on 401 a token that is no other, or a string, is not sent again", async () => {
  const { url, seen } = await serve(lock("another"));
  expect((await connect(url).GET("/me")).error).toMatchObject({ status: 401, attempts: 1 });
  expect((await connect(url, { token: () => "same" }).GET("/me")).error).toMatchObject({
    status: 401,
    attempts: 1,
  });
  expect(seen).toHaveLength(2);
});

test("on 401 a second fresh token is not asked for", async () => {
  const { url } = await serve(lock("another"));
  let count = 0;
  const token = vi.fn<TokenFunction>(() => `token-${++count}`);
  expect((await connect(url, { token }).GET("/me")).error).toMatchObject({ status: 401, attempts: 2 });
  expect(token).toHaveBeenCalledTimes(2);
});

test("on 401 of many calls a fresh token is asked for once, also by those whose 401 comes late", async () => {
  let refresh!: () => void;
  const refreshed = new Promise<void>((resolve) => (refresh = resolve));
  let current = "stale";
  const { url, arrived } = await serve(async (answer, seen, count) => {
    if (count % 10 === 0) await refreshed;
    return lock("fresh")(answer, seen, count);
  });
  const token = vi.fn<TokenFunction>(async ({ reason }) => {
    if (reason !== "unauthorized") return current;
    await arrived(50);
    refresh();
    return (current = "fresh");
  });
  const client = connect(url, { token });
  const calls = await Promise.all(Array.from({ length: 50 }, () => client.GET("/me")));
  expect(calls.filter(({ error }) => error)).toEqual([]);
  expect(token.mock.calls.filter(([{ reason }]) => reason === "unauthorized")).toHaveLength(1);
});

test("a call that begins with the stale token while a fresh one is asked for waits for the same", async () => {
  const { url, arrived } = await serve(lock("fresh"));
  let later: Promise<{ error?: unknown }> | undefined;
  const token = vi.fn<TokenFunction>(async ({ reason }) => {
    if (reason !== "unauthorized") return "stale";
    await arrived(1);
    later ??= client.GET("/me");
    await arrived(2);
    return "fresh";
  });
  const client = connect(url, { token });
  expect((await client.GET("/me")).error).toBeUndefined();
  expect((await later)!.error).toBeUndefined();
  expect(token.mock.calls.filter(([{ reason }]) => reason === "unauthorized")).toHaveLength(1);
});

test("the next time that a token goes stale, a function is asked again", async () => {
  let good = "token-1";
  let given = "token-0";
  const { url } = await serve((answer, seen, count) => lock(good)(answer, seen, count));
  const token: TokenFunction = ({ reason }) => (reason === "unauthorized" ? (given = good) : given);
  const client = connect(url, { token });
  expect((await client.GET("/me")).error).toBeUndefined();
  good = "token-2";
  expect((await client.GET("/me")).error).toBeUndefined();
});

const closed = new TypeError("the vault is closed");
const failing: [string, TokenFunction][] = [
  [
    "throws",
    () => {
      throw closed;
    },
  ],
  ["rejects", () => Promise.reject(closed)],
  [
    "rejects when asked for a fresh one",
    async ({ reason }) => {
      if (reason === "unauthorized") throw closed;
      return "stale";
    },
  ],
];
test.each(failing)("a token function that %s: that error, as it is", async (_, token) => {
  const { url } = await serve(lock("another"));
  expect(await rejection(connect(url, { token }).GET("/me"))).toBe(closed);
});

test("a token function that hangs ends under the limits, also for later calls", async () => {
  const { url, seen } = await serve(lock("fresh"));
  const hangs = () => new Promise<string>(() => {});
  const limited = { deadlineMs: 50 };
  expect(await rejection(connect(url, { token: hangs, ...limited }).GET("/me"))).toMatchObject({
    limit: "deadlineMs",
  });
  const timed = connect(url, { token: hangs, timeoutMs: 50 });
  expect(await rejection(timed.GET("/me"))).toMatchObject({ limit: "timeoutMs" });
  expect(seen).toEqual([]);

  const controller = new AbortController();
  const once: TokenFunction = ({ reason }) => {
    if (reason !== "unauthorized") return "stale";
    if (controller.signal.aborted) return "fresh";
    queueMicrotask(() => controller.abort());
    return hangs();
  };
  const client = connect(url, { token: once });
  expect(await rejection(client.GET("/me", { signal: controller.signal }))).toBe(controller.signal.reason);
  expect((await client.GET("/me")).error).toBeUndefined();
});

test("who gives up a function that hangs does not have another asked twice", async () => {
  const { url } = await serve(lock("fresh"));
  const asked: ((token: string) => void)[] = [];
  let answers = 0;
  const client = connect(url, {
    token: ({ reason }) => (reason === "unauthorized" ? new Promise((give) => asked.push(give)) : "stale"),
    hooks: { onResponse: () => answers++ },
  });
  const refused = async (count: number) => {
    await expect.poll(() => answers).toBe(count);
    await turn();
  };
  const given = [new AbortController(), new AbortController()] as const;
  const waiting = given.map(({ signal }) => rejection(client.GET("/me", { signal })));
  await refused(2);
  given[0].abort();
  await waiting[0];
  const calls = [client.GET("/me")];
  await refused(3);
  given[1].abort();
  await waiting[1];
  calls.push(client.GET("/me"));
  await refused(4);
  expect(asked).toHaveLength(2);
  asked[1]!("fresh");
  expect((await Promise.all(calls)).map(({ error }) => error)).toEqual([undefined, undefined]);
});

test.each(["", " ", "a b", "line\nbreak", "é"])(
  "a token that no header can carry is refused: %j",
  async (token) => {
    expect(() => connect("http://127.0.0.1:1", { token })).toThrow(IntercomUsageError);
    const error = await rejection(connect("http://127.0.0.1:1", { token: () => token }).GET("/me"));
    expect(error).toBeInstanceOf(IntercomUsageError);
    const what = token ? " without spaces" : ": INTERCOM_TOKEN is not set?";
    expect(String(error)).toBe(`IntercomUsageError: Give a \`token\`${what}`);
  },
);

test("a token that is missing from the environment is refused at once, and of a function by the call", async () => {
  const token = () => process.env["NO_SUCH_VARIABLE"];
  expect(() => connect("http://127.0.0.1:1", { token: token() })).toThrow(IntercomUsageError);
  const error = await rejection(connect("http://127.0.0.1:1", { token }).GET("/me"));
  expect(error).toBeInstanceOf(IntercomUsageError);
});
