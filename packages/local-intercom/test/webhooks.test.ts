import { createHmac } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { startLocalIntercom, type WebhookOptions } from "../src/index.ts";
import { caller, clock, open, VERSIONS } from "./harness.ts";
import { endpoint, hooked, SECRET } from "./webhook-endpoint.ts";

/** The time until a retry, and that for an answer, pass when the test says so. */
function stopClock(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
}

test("a ping comes at the start, signed by the secret, as everything does", async () => {
  const { local, received, call } = await hooked();
  await call("POST", "/contacts", { email: "mira@example.com" });
  await local.webhooksSettled();
  expect(received.map(({ body }) => body.topic)).toEqual(["ping", "contact.user.created"]);
  const [ping] = received;
  expect(ping?.body).toMatchObject({
    type: "notification_event",
    id: null,
    data: { type: "notification_event_data", item: { type: "ping", message: expect.any(String) } },
  });
  for (const { text, signature } of received) {
    expect(signature).toBe(`sha1=${createHmac("sha1", SECRET).update(text).digest("hex")}`);
  }
});

test("an envelope says what happened, to what, when, and in which attempt", async () => {
  const { call, sent, local } = await hooked();
  const [body] = await sent(() => call("POST", "/contacts", { email: "mira@example.com" }));
  const [id] = local.ids("contacts");
  expect(body).toMatchObject({
    type: "notification_event",
    id: expect.stringMatching(/^notif_/),
    topic: "contact.user.created",
    app_id: expect.any(String),
    created_at: expect.any(Number),
    delivery_attempts: 1,
    first_sent_at: expect.any(Number),
  });
  expect(body.data.item).toEqual((await call("GET", `/contacts/${id}`)).body);
});

test.each(VERSIONS)("an item is what %s shows, whichever version wrote it", async (version) => {
  const { call, sent } = await hooked({ version }, [], { contacts: 1 });
  const [contact] = (await call("GET", "/contacts")).body.data;
  const [type] = (await call("GET", "/ticket_types")).body.data;
  for (const writer of VERSIONS) {
    const ticket = { ticket_type_id: type.id, contacts: [{ id: contact.id }] };
    const [body] = await sent(() => call("POST", "/tickets", ticket, writer));
    const { item } = body.data;
    expect(item).toEqual((await call("GET", `/tickets/${item.id}`, undefined, version)).body);
  }
});

describe("what was not taken", () => {
  const create = { email: "a@example.com" };

  test("comes once more, the same but for its attempt", async () => {
    const { call, received, local } = await hooked({ retryAfterMs: 1 }, [200, 500, 200]);
    await call("POST", "/contacts", create);
    await local.webhooksSettled();
    const [, first, second] = received.map(({ body }) => body);
    expect([first.delivery_attempts, second.delivery_attempts]).toEqual([1, 2]);
    expect(second).toEqual({ ...first, delivery_attempts: 2 });
    expect(
      local.webhooks.map(({ topic, state, attempts }) => [
        topic,
        state,
        attempts.map(({ status }) => status),
      ]),
    ).toEqual([
      ["ping", "delivered", [200]],
      ["contact.user.created", "delivered", [500, 200]],
    ]);
  });

  test("and is given up then", async () => {
    stopClock();
    const statuses = [200, "nothing" as const, 503];
    const { call, received, local, arrived } = await hooked({ retryAfterMs: 1, timeoutMs: 50 }, statuses);
    await call("POST", "/contacts", create);
    await arrived(2);
    vi.advanceTimersByTime(50);
    while (local.webhooks[1]?.state !== "waiting") await turn();
    vi.advanceTimersByTime(1);
    await local.webhooksSettled();
    expect(received).toHaveLength(3);
    expect(local.webhooks[1]).toMatchObject({
      state: "failed",
      attempts: [{ status: undefined, error: "no answer within 50 ms" }, { status: 503 }],
    });
  });

  test("holds up nothing that comes after it", async () => {
    stopClock();
    const { call, received, local, arrived } = await hooked({ retryAfterMs: 100 }, [200, 500]);
    await call("POST", "/contacts", create);
    await call("POST", "/companies", { company_id: "c", name: "C" });
    await arrived(3);
    while (local.webhooks[1]?.state !== "waiting") await turn();
    vi.advanceTimersByTime(100);
    await local.webhooksSettled();
    expect(received.map(({ body }) => body.topic)).toEqual([
      "ping",
      "contact.user.created",
      "company.created",
      "contact.user.created",
    ]);
  });

  test("is the last when the other side has gone", async () => {
    const { call, received, local } = await hooked({ retryAfterMs: 1 }, [200, 200, 410]);
    const { id } = (await call("POST", "/contacts", create)).body;
    await local.webhooksSettled();
    // two at once, of which the first is answered so
    await call("PUT", `/contacts/${id}`, { email: "b@example.com" });
    await local.webhooksSettled();
    await call("POST", "/contacts", { email: "c@example.com" });
    await local.webhooksSettled();
    expect(received).toHaveLength(3);
    expect(local.webhooks.map(({ state }) => state)).toEqual(["delivered", "delivered", "ended", "ended"]);
  });

  test("does not keep it from closing, nor from a reset", async () => {
    const { url } = await endpoint([500, "nothing"]);
    const local = await startLocalIntercom({ state: "empty", webhooks: { url } });
    const call = caller(local);
    while (local.webhooks[0]?.state !== "waiting") await turn();
    local.reset();
    expect(local.webhooks).toEqual([]);
    await call("POST", "/contacts", create);
    await local.close();
    await local.webhooksSettled();
  });
});

test("nobody there is told as why", async () => {
  const { url } = await endpoint();
  const gone = new URL(url);
  gone.port = "1";
  const { local } = await open({ webhooks: { url: gone.href, retryAfterMs: 1 } });
  await local.webhooksSettled();
  expect(local.webhooks).toMatchObject([{ topic: "ping", state: "failed" }]);
  expect(local.webhooks[0]?.attempts[0]?.error).toMatch(/ECONNREFUSED|bad port/);
});

test("their clock is the server's", async () => {
  const { url } = await endpoint();
  const { now } = clock(1_800_000_000_000);
  const { local, call } = await open({ state: "empty", now, webhooks: { url } });
  await call("POST", "/contacts", { email: "a@example.com" });
  await local.webhooksSettled();
  expect(
    local.webhooks.map(({ notification }) => [notification["created_at"], notification["first_sent_at"]]),
  ).toEqual([
    [1_800_000_000, 1_800_000_000],
    [1_800_000_000, 1_800_000_000],
  ]);
});

test.each<[Partial<WebhookOptions>, string]>([
  [{ url: "ftp://127.0.0.1" }, "webhooks.url takes an http or https URL"],
  [{ url: "hook" }, "webhooks.url takes an http or https URL"],
  [{ secret: "" }, "webhooks.secret takes a text without spaces"],
  [{ topics: ["contact.create"] }, 'webhooks.topics: nothing sends "contact.create"'],
  [{ version: "1.0" }, "webhooks.version takes"],
  [{ timeoutMs: 0 }, "webhooks.timeoutMs takes a whole number from 1"],
  [{ retryAfterMs: -1 }, "webhooks.retryAfterMs takes a whole number from 0"],
])("%j is refused", async (options, message) => {
  await expect(open({ webhooks: { url: "http://127.0.0.1:1", ...options } })).rejects.toThrow(message);
});
