import { describe, expect, test } from "vitest";
import { openIn, VERSIONS } from "./harness.ts";

const ADMIN = { type: "admin", id: "7100231" };

describe.each(VERSIONS)("in %s", (version) => {
  async function opened() {
    const { ask, refusal, local } = await openIn(version);
    const { id } = (await ask("POST", "/contacts", { external_id: "a-1", phone: "+353871234567" })).body;
    const message = { message_type: "inapp", body: "Ready", from: ADMIN, to: { type: "user", id } };
    const search = async (value: string) => {
      const query = { field: "source.id", operator: "=", value };
      return (await ask("POST", "/conversations/search", { query })).body.conversations;
    };
    return { ask, refusal, id, message, search, local };
  }

  test("an admin's message begins no conversation by itself", async () => {
    const { ask, message, local } = await opened();
    const { status, body } = await ask("POST", "/messages", { ...message, created_at: 1_700_000_000 });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      type: "admin_message",
      id: expect.stringMatching(/^\d+$/),
      subject: "Ready",
      body: "Ready",
      message_type: "inapp",
      created_at: 1_700_000_000,
      owner: ADMIN,
    });
    expect(body).not.toHaveProperty("conversation_id");
    expect(local.ids("messages")).toEqual([body.id]);
    expect((await ask("GET", "/conversations")).body.total_count).toBe(0);
  });

  test("a conversation that a message asks for is found by the message's id, and goes on", async () => {
    const { ask, id, message, search } = await opened();
    const sent = { ...message, message_type: "email", subject: "Bike", template: "plain" };
    const more = { create_conversation_without_contact_reply: true };
    const { body } = await ask("POST", "/messages", { ...sent, ...more });
    expect(body).toMatchObject({ subject: "Bike", message_type: "email" });
    const [found] = await search(body.id);
    expect(found).toMatchObject({
      id: body.conversation_id,
      source: { type: "email", id: body.id, delivered_as: "admin_initiated", subject: "Bike", author: ADMIN },
      contacts: { contacts: [{ id }] },
      first_contact_reply: null,
      waiting_since: null,
    });
    const redaction = { type: "source", conversation_id: found.id, source_id: body.id };
    // only what a contact wrote
    expect((await ask("POST", "/conversations/redact", redaction)).status).toBe(422);
    const reply = { message_type: "comment", type: "user", intercom_user_id: id, body: "Thanks" };
    const answered = (await ask("POST", "/conversations/last/reply", reply)).body;
    expect(answered).toMatchObject({
      id: found.id,
      first_contact_reply: { type: "conversation" },
      waiting_since: expect.any(Number),
    });
  });

  test("a contact's message begins a conversation", async () => {
    const { ask, id, message, search } = await opened();
    const { body } = await ask("POST", "/messages", { ...message, from: { type: "user", id } });
    expect(body).toMatchObject({ type: "user_message", conversation_id: expect.any(String) });
    expect(await search(body.id)).toMatchObject([{ id: body.conversation_id, source: { author: { id } } }]);
  });

  test("a message is refused from or to nobody, or without what an e-mail needs", async () => {
    const { refusal, message, local } = await opened();
    expect(await refusal("POST", "/messages", { ...message, from: { ...ADMIN, id: "1" } })).toEqual([
      404,
      "not_found",
    ]);
    expect(await refusal("POST", "/messages", { ...message, to: { type: "user", id: "1" } })).toEqual([
      404,
      "not_found",
    ]);
    expect((await refusal("POST", "/messages", { ...message, message_type: "email" }))[0]).toBe(422);
    expect(local.ids("messages")).toEqual([]);
  });

  test("a phone switch leaves its custom attributes on the contact with the phone", async () => {
    const { ask, id, local } = await opened();
    const attributes = async (contact: string | undefined) =>
      (await ask("GET", `/contacts/${contact}`)).body.custom_attributes;
    const sent = { phone: "+353871234567", custom_attributes: { plan: "gold" } };
    const { body } = await ask("POST", "/phone_call_redirects", sent);
    expect(body).toMatchObject({ type: "phone_call_redirect", phone: "+353871234567" });
    await ask("POST", "/phone_call_redirects", { ...sent, custom_attributes: { bikes: 2 } });
    expect(await attributes(id)).toEqual({ plan: "gold", bikes: 2 });
    await ask("POST", "/phone_call_redirects", { ...sent, phone: "+353871234568" });
    const other = local.ids("contacts").find((one) => one !== id);
    expect(await attributes(other)).toEqual({ plan: "gold" });
  });

  test("a phone switch tells one cause instead of a list of errors", async () => {
    const { ask } = await opened();
    const wrong = await ask("POST", "/phone_call_redirects", { phone: "087" });
    expect([wrong.status, wrong.body]).toEqual([
      400,
      { error_key: "invalid_phone_number", message: expect.any(String) },
    ]);
    const none = await ask("POST", "/phone_call_redirects", {});
    expect([none.status, none.body]).toEqual([
      400,
      { error_key: "parameter_invalid", message: expect.any(String) },
    ]);
    const other = await ask("GET", "/tags/1");
    expect(other.body).not.toHaveProperty("error_key");
    expect((await ask("GET", "/nowhere")).body).not.toHaveProperty("error_key");
  });
});
