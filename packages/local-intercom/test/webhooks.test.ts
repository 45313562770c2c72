import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { startLocalIntercom, type WebhookOptions } from "../src/index.ts";
import { caller, clock, open, VERSIONS, type Body } from "./harness.ts";

const SECRET = "secret-of-the-tests";

interface Endpoint {
  url: string;
  /** What came, in its order. */
  received: { body: Body; text: string; signature: string }[];
  /** Comes back once so many have come. */
  arrived(count: number): Promise<void>;
}

/** The time until a retry, and that for an answer, pass when the test says so. */
function stopClock(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
}

/** An endpoint that answers each request as it is told: with a status, or not at all. */
async function endpoint(statuses: (number | "nothing")[] = []): Promise<Endpoint> {
  const received: Endpoint["received"] = [];
  const server = createServer(async (request, response) => {
    const text = (await buffer(request)).toString();
    received.push({ text, body: JSON.parse(text), signature: String(request.headers["x-hub-signature"]) });
    const status = statuses.shift() ?? 200;
    if (status !== "nothing") response.writeHead(status).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    arrived: async (count) => {
      while (received.length < count) await turn();
    },
  };
}

async function hooked(more: Partial<WebhookOptions> = {}, statuses: (number | "nothing")[] = [], seed = {}) {
  const { url, received, arrived } = await endpoint(statuses);
  const opened = await open({ seed, webhooks: { url, secret: SECRET, ...more } });
  /** What an operation sent, without the ping. */
  const sent = async (work: () => Promise<unknown>): Promise<Body[]> => {
    await opened.local.webhooksSettled();
    const before = received.length;
    await work();
    await opened.local.webhooksSettled();
    return received.slice(before).map(({ body }) => body);
  };
  return { ...opened, received, arrived, sent };
}

const topicsOf = (bodies: Body[]) => bodies.map(({ topic }) => topic);

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

describe("a change gives its topics", () => {
  test("of contacts", async () => {
    const { call, sent } = await hooked();
    const lead = (await call("POST", "/contacts", { role: "lead" })).body.id;
    const user = (await call("POST", "/contacts", { email: "user@example.com" })).body.id;
    const other = (await call("POST", "/contacts", { role: "lead" })).body.id;
    const put = (id: string, body: object) => sent(() => call("PUT", `/contacts/${id}`, body));
    expect(topicsOf(await put(lead, { name: "Lea" }))).toEqual(["contact.lead.updated"]);
    expect(topicsOf(await put(lead, { email: "lea@example.com" }))).toEqual([
      "contact.lead.updated",
      "contact.lead.added_email",
    ]);
    expect(topicsOf(await put(lead, { role: "user" }))).toEqual(["contact.lead.signed_up"]);
    expect(topicsOf(await put(user, { email: "new@example.com" }))).toEqual([
      "contact.user.updated",
      "contact.email.updated",
    ]);
    const [archived] = await sent(() => call("POST", `/contacts/${user}/archive`));
    expect(archived.topic).toBe("contact.archived");
    expect(archived.data.item).toEqual({ type: "contact", id: user, external_id: null, archived: true });
    expect(topicsOf(await sent(() => call("POST", `/contacts/${user}/unarchive`)))).toEqual([
      "contact.unarchive",
    ]);
    const merge = { from: other, into: user };
    const merged = await sent(() => call("POST", "/contacts/merge", merge));
    expect(merged.map(({ topic, data }) => [topic, data.item.id])).toEqual([["contact.merged", user]]);
    const [deleted, ...more] = await sent(() => call("DELETE", `/contacts/${user}`));
    expect([deleted.topic, more]).toEqual(["contact.deleted", []]);
    expect(deleted.data.item).toEqual({ type: "contact", id: user, external_id: null, deleted: true });
  });

  test("of tags, companies and events", async () => {
    const { call, sent, local } = await hooked({}, [], { contacts: 10 });
    const ids = local.ids("contacts");
    const [user, lead] = [ids[0], ids[9]];
    const tag = (await call("POST", "/tags", { name: "Rain" })).body;
    const [tagged] = await sent(() => call("POST", `/contacts/${user}/tags`, { id: tag.id }));
    expect(tagged.topic).toBe("contact.user.tag.created");
    expect(tagged.data.item).toMatchObject({
      type: "contact_tag",
      tag: { name: "Rain" },
      contact: { id: user },
    });
    expect(topicsOf(await sent(() => call("POST", `/contacts/${lead}/tags`, { id: tag.id })))).toEqual([
      "contact.lead.tag.created",
    ]);
    expect(topicsOf(await sent(() => call("DELETE", `/contacts/${user}/tags/${tag.id}`)))).toEqual([
      "contact.user.tag.deleted",
    ]);

    const company = { company_id: "c-1", name: "Velo" };
    const [created] = await sent(() => call("POST", "/companies", company));
    const { id } = created.data.item;
    expect([created.topic, created.data.item.name]).toEqual(["company.created", "Velo"]);
    expect(topicsOf(await sent(() => call("PUT", `/companies/${id}`, { name: "Velo North" })))).toEqual([
      "company.updated",
    ]);
    const [attached] = await sent(() => call("POST", `/contacts/${user}/companies`, { id }));
    expect(attached.topic).toBe("company.contact.attached");
    expect(attached.data.item).toMatchObject({ company: { id }, contact: { id: user } });
    expect(topicsOf(await sent(() => call("DELETE", `/contacts/${user}/companies/${id}`)))).toEqual([
      "company.contact.detached",
    ]);
    const [deleted] = await sent(() => call("DELETE", `/companies/${id}`));
    expect([deleted.topic, deleted.data.item]).toEqual([
      "company.deleted",
      { type: "company", id, deleted: true },
    ]);

    const event = { event_name: "paid", created_at: 1_800_000_000, user_id: "external-1" };
    const [told] = await sent(() => call("POST", "/events", event));
    expect(told.topic).toBe("event.created");
    expect(told.data.item).toMatchObject({
      event_name: "paid",
      user_id: "external-1",
      intercom_user_id: user,
    });
    // a duplicate is none
    expect(await sent(() => call("POST", "/events", event))).toEqual([]);
  });

  test("of conversations, each with the part that it is about", async () => {
    const { call, sent, local } = await hooked({}, [], { contacts: 2 });
    const [user = "", other = ""] = local.ids("contacts");
    const from = { type: "user", id: user };
    const [created] = await sent(() => call("POST", "/conversations", { from, body: "Hello" }));
    expect([created.topic, created.data.item.conversation_parts.total_count]).toEqual([
      "conversation.user.created",
      0,
    ]);
    const { id } = created.data.item;
    const admin = (await call("GET", "/admins")).body.admins[0].id;
    const reply = (body: object) => sent(() => call("POST", `/conversations/${id}/reply`, body));
    const part = (body: object) => sent(() => call("POST", `/conversations/${id}/parts`, body));
    const byAdmin = { type: "admin", admin_id: admin };
    const [replied] = await reply({
      message_type: "comment",
      type: "user",
      intercom_user_id: user,
      body: "Anyone?",
    });
    expect(replied.topic).toBe("conversation.user.replied");
    const [answered] = await reply({ message_type: "comment", ...byAdmin, body: "Yes" });
    expect(answered.topic).toBe("conversation.admin.replied");
    expect(answered.data.item.conversation_parts.conversation_parts).toEqual([
      expect.objectContaining({ body: "<p>Yes</p>" }),
    ]);
    const rest = [
      await reply({ message_type: "note", ...byAdmin, body: "Hm" }),
      await part({ message_type: "snoozed", admin_id: admin, snoozed_until: 1_900_000_000 }),
      await part({ message_type: "open", admin_id: admin }),
      await part({ message_type: "close", ...byAdmin }),
      await part({ message_type: "open", admin_id: admin }),
      await part({ message_type: "assignment", ...byAdmin, assignee_id: admin }),
      await sent(() => call("PUT", `/conversations/${id}`, { read: true })),
      await sent(() =>
        call("POST", `/conversations/${id}/customers`, {
          admin_id: admin,
          customer: { intercom_user_id: other },
        }),
      ),
      await sent(() => call("DELETE", `/conversations/${id}/customers/${other}`, { admin_id: admin })),
    ];
    expect(rest.map(topicsOf)).toEqual([
      ["conversation.admin.noted"],
      ["conversation.admin.snoozed"],
      ["conversation.admin.unsnoozed"],
      ["conversation.admin.closed"],
      ["conversation.admin.opened"],
      ["conversation.admin.assigned"],
      ["conversation.read"],
      ["conversation.contact.attached"],
      ["conversation.contact.detached"],
    ]);
    const redaction = {
      type: "conversation_part",
      conversation_id: id,
      conversation_part_id: answered.data.item.conversation_parts.conversation_parts[0].id,
    };
    expect(topicsOf(await sent(() => call("POST", "/conversations/redact", redaction)))).toEqual([
      "conversation_part.redacted",
    ]);
  });

  test("of tickets", async () => {
    const { call, sent, local } = await hooked({}, [], { contacts: 1, tickets: 1 });
    const [id] = local.ids("tickets");
    const [contact] = local.ids("contacts");
    const admin = (await call("GET", "/admins")).body.admins[0].id;
    const put = (body: object) => sent(() => call("PUT", `/tickets/${id}`, body, "2.11"));
    const reply = (body: object) => sent(() => call("POST", `/tickets/${id}/reply`, body));
    expect(topicsOf(await put({ state: "in_progress" }))).toEqual(["ticket.state.updated"]);
    expect(topicsOf(await put({ state: "resolved" }))).toEqual(["ticket.state.updated", "ticket.closed"]);
    expect(topicsOf(await put({ ticket_attributes: { _default_title_: "Rain" } }))).toEqual([
      "ticket.attribute.updated",
    ]);
    expect(topicsOf(await put({ assignment: { admin_id: admin, assignee_id: admin } }))).toEqual([
      "ticket.admin.assigned",
    ]);
    const [note] = await reply({ message_type: "note", type: "admin", admin_id: admin, body: "Hm" });
    expect(note.topic).toBe("ticket.note.created");
    expect(note.data.item).toMatchObject({
      type: "ticket_ticket_part",
      ticket: { id },
      ticket_part: { body: "<p>Hm</p>" },
    });
    const answer = { message_type: "comment", type: "user", intercom_user_id: contact, body: "Thanks" };
    expect(topicsOf(await reply(answer))).toEqual(["ticket.contact.replied"]);
  });

  test("only of those that are asked for, and none for what is refused or seeded", async () => {
    const { call, sent, local } = await hooked({ topics: ["company.*", "contact.deleted"] });
    const bodies = await sent(async () => {
      local.seed({ companies: 2 });
      const { id } = (await call("POST", "/contacts", { email: "a@example.com" })).body;
      expect((await call("PUT", "/companies/none", { name: "x" })).status).toBe(404);
      await call("POST", "/companies", { company_id: "c", name: "C" });
      await call("DELETE", `/contacts/${id}`);
    });
    expect(topicsOf(bodies)).toEqual(["company.created", "contact.deleted"]);
  });
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
    const { call, received, local } = await hooked({ retryAfterMs: 1 }, [200, 410]);
    await call("POST", "/contacts", create);
    await local.webhooksSettled();
    await call("POST", "/contacts", { email: "b@example.com" });
    await local.webhooksSettled();
    expect(received).toHaveLength(2);
    expect(local.webhooks.map(({ state }) => state)).toEqual(["delivered", "ended"]);
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
