import { connect } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ALL_FAULTS, everyNth, firstAttempts, inOrder, onlyFor, seeded } from "../src/index.ts";
import type { Fault, LocalIntercom, RequestInfo } from "../src/index.ts";
import { open } from "./harness.ts";

/** A POST of a tag on a connection of its own, and what comes over the wire. */
function raw(local: LocalIntercom) {
  const socket = connect(Number(new URL(local.url).port), "127.0.0.1");
  let [text, end] = ["", "closed"];
  const ended = new Promise<{ text: string; end: string }>((resolve) => {
    socket.on("data", (chunk) => (text += chunk.toString("latin1")));
    socket.on("error", () => (end = "reset"));
    socket.on("close", () => resolve({ text, end }));
  });
  const head = [
    `Host: 127.0.0.1`,
    `Authorization: Bearer ${local.token}`,
    "Intercom-Version: 2.12",
    "Connection: close",
  ];
  socket.write(`POST /tags HTTP/1.1\r\n${head.join("\r\n")}\r\nContent-Length: ${TAG.length}\r\n\r\n${TAG}`);
  return {
    ended,
    hasBody: () => /\r\n\r\n./.test(text),
    /** Waits no longer for more. */
    leave: () => {
      end = "silent";
      socket.destroy();
    },
  };
}

const TAG = '{"name":"Rain"}';

async function struck(fault: Fault) {
  const { local, call } = await open({
    state: "empty",
    faults: ({ index }) => (index === 1 ? fault : undefined),
  });
  const { ended, hasBody, leave } = raw(local);
  if (fault.kind === "stall") {
    while (fault.at === "body" ? !hasBody() : local.requests.length === 0) await turn();
    // more would have come before the answer to this
    await call("GET", "/me");
    leave();
  }
  const { text, end } = await ended;
  const [head = "", body = ""] = text.split("\r\n\r\n");
  const [request] = local.requests;
  return { head, body, end, request, tags: local.ids("tags").length };
}

describe("a fault", () => {
  test.each([
    ["500", 500],
    ["503", 503],
    ["408", 408],
  ] as const)("%s is an error list", async (name, status) => {
    const { head, body, request, tags } = await struck(ALL_FAULTS[name]);
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(JSON.parse(body)).toMatchObject({ type: "error.list", errors: [{ code: expect.any(String) }] });
    expect(request).toMatchObject({ status, fault: "status", applied: false, operationId: "createTag" });
    expect(tags).toBe(0);
  });

  test.each([
    ["502 with a page", 502, "<!doctype html>"],
    ["504 with a page", 504, "<!doctype html>"],
    ["503 without a body", 503, ""],
    ["200 with a page", 200, "<!doctype html>"],
    ["405 with a captcha", 405, "<!doctype html>"],
    ["redirect to another host", 307, ""],
  ] as const)("%s has the body it should", async (name, status, start) => {
    const { head, body, request } = await struck(ALL_FAULTS[name]);
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(body.slice(0, 15)).toBe(start);
    expect(request).toMatchObject({ status, applied: false });
  });

  test("429 hints as it is told to", async () => {
    const hints = async (name: keyof typeof ALL_FAULTS) => {
      const { head } = await struck(ALL_FAULTS[name]);
      return [/retry-after: (\S+)/i.exec(head)?.[1], /x-ratelimit-reset: (\d+)/i.exec(head)?.[1]];
    };
    expect(await hints("429 with Retry-After")).toEqual(["1", undefined]);
    const asked = Math.floor(Date.now() / 1000);
    const [retryAfter, reset] = await hints("429 with only X-RateLimit-Reset");
    expect(retryAfter).toBeUndefined();
    expect(Number(reset)).toBeGreaterThanOrEqual(asked);
    expect(await hints("429 without a hint")).toEqual([undefined, undefined]);
  });

  test("reset before the headers sends nothing", async () => {
    const { head, end, request } = await struck(ALL_FAULTS["reset before the headers"]);
    expect([head, end]).toEqual(["", "reset"]);
    expect(request).toMatchObject({ status: undefined, fault: "reset", applied: false });
  });

  test("reset in the headers sends a part of them", async () => {
    const { head, end } = await struck(ALL_FAULTS["reset in the headers"]);
    expect(end).toBe("reset");
    // what was under way may be lost with the connection
    expect("HTTP/1.1 200 OK\r\nContent-Type: applica".startsWith(head)).toBe(true);
  });

  test("reset in the body comes after the write", async () => {
    const { end, request, tags } = await struck(ALL_FAULTS["reset in the body"]);
    expect([end, tags]).toEqual(["reset", 1]);
    expect(request).toMatchObject({ status: 200, applied: true });
  });

  test("stall before the headers leaves one waiting", async () => {
    const { head, end, tags } = await struck(ALL_FAULTS["stall before the headers"]);
    expect([head, end, tags]).toEqual(["", "silent", 0]);
  });

  test("stall in the body leaves one waiting half way", async () => {
    const { head, body, end, tags } = await struck(ALL_FAULTS["stall in the body"]);
    expect([head.slice(0, 15), end, tags]).toEqual(["HTTP/1.1 200 OK", "silent", 1]);
    expect(body.length).toBeGreaterThan(0);
    expect(() => JSON.parse(body)).toThrow(SyntaxError);
  });

  test("dripping comes whole, slowly", async () => {
    const { body, end } = await struck({ kind: "drip", everyMs: 1, bytes: 20 });
    expect([JSON.parse(body).name, end]).toEqual(["Rain", "closed"]);
  });

  test("truncated JSON and an empty body look complete", async () => {
    const truncated = await struck(ALL_FAULTS["truncated JSON"]);
    expect(() => JSON.parse(truncated.body)).toThrow(SyntaxError);
    expect(truncated).toMatchObject({ end: "closed", tags: 1 });
    const empty = await struck(ALL_FAULTS["empty body"]);
    expect(empty).toMatchObject({ body: "", end: "closed", tags: 1 });
  });

  test.each([
    [{ kind: "status", status: 500 }, 1],
    [{ kind: "reset", at: "start" }, 1],
    [{ kind: "stall", at: "start" }, 1],
    [{ kind: "redirect", to: "http://localhost:1/" }, 1],
    [{ kind: "rate-limited" }, 0],
  ] satisfies [Fault, number][])("%j can strike after the write", async (fault, tags) => {
    const result = await struck({ ...fault, when: "after" } as Fault);
    expect([result.tags, result.request?.applied]).toEqual([tags, tags === 1]);
  });
});

describe("plans", () => {
  const boom: Fault = { kind: "status", status: 500 };
  const bang: Fault = { kind: "reset", at: "start" };
  const info = (index: number, more: Partial<RequestInfo> = {}): RequestInfo => ({
    index,
    attempt: 1,
    method: "GET",
    url: "/me",
    operationId: "identifyAdmin",
    writes: false,
    ...more,
  });

  test("strike the first attempts of every request", async () => {
    const { call } = await open({ state: "empty", faults: firstAttempts(2, boom) });
    const statuses: number[] = [];
    for (const path of ["/tags", "/tags", "/admins", "/tags", "/admins", "/admins"]) {
      statuses.push((await call("GET", path)).status);
    }
    expect(statuses).toEqual([500, 500, 500, 200, 500, 200]);
  });

  test("strike every nth, one fault after the other", () => {
    const plan = everyNth(2, boom, bang);
    expect([1, 2, 3, 4, 5, 6].map((index) => plan(info(index)))).toEqual([
      undefined,
      boom,
      undefined,
      bang,
      undefined,
      boom,
    ]);
  });

  test("go through a list", () => {
    const plan = inOrder(boom, undefined, bang);
    expect([1, 2, 3, 4].map((index) => plan(info(index)))).toEqual([boom, undefined, bang, undefined]);
  });

  test("strike at random, but the same way each time", () => {
    const indexes = Array.from({ length: 1000 }, (_, index) => info(index + 1));
    const strikes = (seed: number) => indexes.map((one) => seeded(seed, 0.2, boom, bang)(one)?.kind);
    expect(strikes(1)).toEqual(strikes(1));
    expect(strikes(1)).not.toEqual(strikes(2));
    const kinds = strikes(1).filter((kind) => kind !== undefined);
    expect(kinds.length).toBeGreaterThan(150);
    expect(kinds.length).toBeLessThan(250);
    expect(new Set(kinds)).toEqual(new Set(["status", "reset"]));
  });

  test("concern some operations only, and count those only", () => {
    const plan = onlyFor("createTag", inOrder(undefined, boom));
    const asked = ["createTag", "listTags", "createTag"].map((operationId, index) =>
      info(index + 1, { operationId }),
    );
    expect(asked.map(plan)).toEqual([undefined, undefined, boom]);
    const writes = onlyFor(
      (one) => one.writes,
      () => bang,
    );
    expect([writes(info(1)), writes(info(1, { writes: true }))]).toEqual([undefined, bang]);
  });
});
