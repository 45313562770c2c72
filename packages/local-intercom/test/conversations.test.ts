import { describe, expect, test } from "vitest";
import { shownParts } from "../src/resources/parts.ts";
import { open, VERSIONS, type Body } from "./harness.ts";

describe.each(VERSIONS)("conversations in %s", (version) => {
  async function opened() {
    const { call: plain } = await open({ state: "empty" });
    const call = (method: string, path: string, body?: unknown) => plain(method, path, body, version);
    const contact = (await call("POST", "/contacts", { email: "a@example.com", name: "Ada" })).body;
    const from = { type: "user", id: contact.id };
    const message = (await call("POST", "/conversations", { from, body: "Does it rain?" })).body;
    const path = `/conversations/${message.conversation_id}`;
    return { call, contact, message, path };
  }

  test("begin with a message, which is what is answered", async () => {
    const { call, contact, message, path } = await opened();
    expect(message).toMatchObject({ type: "user_message", body: "Does it rain?" });
    expect((await call("GET", path)).body).toMatchObject({
      id: message.conversation_id,
      state: "open",
      source: { id: message.id, author: { type: "user", name: "Ada" } },
      contacts: { contacts: [{ id: contact.id }] },
      conversation_parts: { total_count: 0 },
    });
  });

  test("are begun with what is attached", async () => {
    const { call, contact } = await opened();
    const sent = {
      from: { type: "user", id: contact.id },
      body: "Look",
      attachment_urls: ["https://example.com/a.png"],
    };
    const { conversation_id } = (await call("POST", "/conversations", sent)).body;
    expect((await call("GET", `/conversations/${conversation_id}`)).body.source.attachments).toMatchObject([
      { name: "a.png", url: "https://example.com/a.png" },
    ]);
  });

  test("are shown without tags where plain text is asked for", async () => {
    const { call, path } = await opened();
    const reply = {
      message_type: "comment",
      type: "admin",
      admin_id: "7100231",
      body: "<p>It <b>does</b></p>",
    };
    const part = (await call("POST", `${path}/reply`, reply)).body.conversation_parts.conversation_parts[0];
    expect(part.body).toBe("<p>It <b>does</b></p>");
    const { source, conversation_parts } = (await call("GET", `${path}?display_as=plaintext`)).body;
    expect(source.body).toBe("Does it rain?");
    expect(conversation_parts).toMatchObject({ total_count: 1, conversation_parts: [{ id: part.id }] });
    expect(conversation_parts.conversation_parts[0].body).not.toMatch(/[<>]/);
  });

  test("are not changed by an admin who is not there, nor given to one", async () => {
    const { call, path } = await opened();
    const tag = (await call("POST", "/tags", { name: "Rain" })).body;
    const stranger = { type: "admin", admin_id: "1" };
    const refused = [
      await call("POST", `${path}/reply`, { ...stranger, message_type: "comment", body: "Hm" }),
      await call("POST", `${path}/parts`, { ...stranger, message_type: "close" }),
      await call("POST", `${path}/tags`, { id: tag.id, admin_id: "1" }),
      ...(await Promise.all(
        [{ type: "admin" }, { type: "team" }].map((to) =>
          call("POST", `${path}/parts`, {
            ...to,
            message_type: "assignment",
            admin_id: "7100231",
            assignee_id: "1",
          }),
        ),
      )),
    ];
    expect(refused.map(({ status, body }) => [status, body.errors?.[0].code])).toEqual(
      refused.map(() => [404, "not_found"]),
    );
    expect((await call("GET", path)).body).toMatchObject({
      open: true,
      admin_assignee_id: null,
      tags: { tags: [] },
      conversation_parts: { total_count: 0 },
    });
  });

  test("are not begun by someone unknown", async () => {
    const { call } = await opened();
    const { status, body } = await call("POST", "/conversations", {
      from: { type: "user", id: "none" },
      body: "Hi",
    });
    expect([status, body.errors[0].code]).toEqual([404, "not_found"]);
  });

  test("take replies of admins and contacts", async () => {
    const { call, contact, path } = await opened();
    await call("POST", `${path}/reply`, {
      message_type: "comment",
      type: "admin",
      admin_id: "7100231",
      body: "No.",
    });
    const reply = { message_type: "comment", type: "user", intercom_user_id: contact.id, body: "Good" };
    const { body } = await call("POST", `${path}/reply`, reply);
    expect(body.conversation_parts.total_count).toBe(2);
    expect(
      body.conversation_parts.conversation_parts.map((part: Body) => [part.author.type, part.body]),
    ).toEqual([
      ["admin", "<p>No.</p>"],
      ["user", "<p>Good</p>"],
    ]);
  });

  test("are found as the contact's last one", async () => {
    const { call, contact } = await opened();
    const from = { type: "user", id: contact.id };
    const newer = (await call("POST", "/conversations", { from, body: "Again", created_at: 1_900_000_000 }))
      .body;
    const reply = { message_type: "comment", type: "user", email: "a@example.com", body: "Hm" };
    expect((await call("POST", "/conversations/last/reply", reply)).body.id).toBe(newer.conversation_id);
  });

  test("are closed, opened, snoozed and assigned", async () => {
    const { call, contact, path } = await opened();
    const manage = async (sent: object) => (await call("POST", `${path}/parts`, sent)).body;
    const admin_id = "7100231";
    expect(await manage({ message_type: "close", type: "admin", admin_id })).toMatchObject({
      state: "closed",
      open: false,
    });
    expect(await manage({ message_type: "open", admin_id })).toMatchObject({ state: "open", open: true });
    const snoozed = await manage({ message_type: "snoozed", admin_id, snoozed_until: 1_900_000_000 });
    expect(snoozed).toMatchObject({ state: "snoozed", snoozed_until: 1_900_000_000 });
    const reply = { message_type: "comment", type: "user", intercom_user_id: contact.id, body: "Hm" };
    expect((await call("POST", `${path}/reply`, reply)).body).toMatchObject({
      state: "open",
      snoozed_until: null,
    });
    const assignment = { message_type: "assignment", admin_id, assignee_id: "640011" };
    expect(await manage({ ...assignment, type: "team" })).toMatchObject({ team_assignee_id: 640_011 });
    expect(await manage({ ...assignment, type: "admin", assignee_id: "0" })).toMatchObject({
      admin_assignee_id: null,
    });
    const parts = (await call("GET", path)).body.conversation_parts.conversation_parts;
    expect(parts.slice(-2).map(({ assigned_to }: Body) => assigned_to)).toEqual([
      { type: "team", id: "640011" },
      { type: "nobody_admin", id: null },
    ]);
  });

  test("keep HTML as it is sent, and make HTML of what is none", async () => {
    const { call, contact } = await opened();
    const begin = async (body: string) => {
      const sent = { from: { type: "user", id: contact.id }, body };
      const { conversation_id } = (await call("POST", "/conversations", sent)).body;
      return (await call("GET", `/conversations/${conversation_id}`)).body.source.body;
    };
    expect([await begin("<p>Rain</p>"), await begin("Rain")]).toEqual(["<p>Rain</p>", "<p>Rain</p>"]);
  });

  test("are marked, tagged and untagged", async () => {
    const { call, path } = await opened();
    const tag = (await call("POST", "/tags", { name: "Rain" })).body;
    await call("PUT", path, { read: true, custom_attributes: { kind: "weather" } });
    const applied = (await call("POST", `${path}/tags`, { id: tag.id, admin_id: "7100232" })).body;
    expect(applied).toMatchObject({ name: "Rain", applied_by: { type: "admin", id: "7100232" } });
    expect((await call("GET", path)).body).toMatchObject({
      read: true,
      custom_attributes: { kind: "weather" },
      tags: { tags: [applied] },
    });
    await call("DELETE", `${path}/tags/${tag.id}`, { admin_id: "7100232" });
    const again = await call("DELETE", `${path}/tags/${tag.id}`, { admin_id: "7100232" });
    expect([again.status, again.body.errors[0].code]).toEqual([404, "tag_not_found"]);
  });

  test("gain and lose contacts", async () => {
    const { call, contact, path } = await opened();
    const lead = (await call("POST", "/contacts", { role: "lead", email: "b@example.com" })).body;
    const added = await call("POST", `${path}/customers`, { customer: { email: "b@example.com" } });
    expect(added.body.customers).toEqual([
      { type: "user", id: contact.id },
      { type: "lead", id: lead.id },
    ]);
    const removed = await call("DELETE", `${path}/customers/${contact.id}`, { admin_id: "7100231" });
    expect(removed.body.customers).toEqual([{ type: "lead", id: lead.id }]);
    const last = await call("DELETE", `${path}/customers/${lead.id}`, { admin_id: "7100231" });
    expect([last.status, last.body.errors[0].code]).toEqual([422, "parameter_invalid"]);
    const gone = await call("DELETE", `${path}/customers/${contact.id}`, { admin_id: "7100231" });
    expect([gone.status, gone.body.errors[0].code]).toEqual([404, "not_found"]);
    const { contacts } = (await call("GET", path)).body.contacts;
    expect(contacts.map(({ id }: Body) => id)).toEqual([lead.id]);
  });

  test("gain a new lead by an address that nobody has", async () => {
    const { call, contact, path } = await opened();
    const added = await call("POST", `${path}/customers`, { customer: { email: "new@example.com" } });
    const [, { id, type }] = added.body.customers;
    expect([added.body.customers[0].id, type]).toEqual([contact.id, "lead"]);
    expect((await call("GET", `/contacts/${id}`)).body).toMatchObject({
      role: "lead",
      email: "new@example.com",
    });
    const nobody = await call("POST", `${path}/customers`, { customer: { user_id: "nobody" } });
    expect(nobody.status).toBe(404);
  });

  test("are redacted, part by part", async () => {
    const { call, message, path } = await opened();
    const reply = { message_type: "comment", type: "admin", admin_id: "7100231", body: "Secret" };
    const part = (await call("POST", `${path}/reply`, reply)).body.conversation_parts.conversation_parts[0];
    const conversation_id = message.conversation_id;
    const redact = (what: object) => call("POST", "/conversations/redact", { conversation_id, ...what });
    const first = await redact({ type: "conversation_part", conversation_part_id: part.id });
    const deleted = { body: expect.stringContaining("deleted"), redacted: true };
    expect(first.body.conversation_parts.conversation_parts[0]).toMatchObject(deleted);
    expect((await redact({ type: "source", source_id: message.id })).body.source).toMatchObject(deleted);
    const kept = (await call("GET", path)).body;
    expect(kept).toMatchObject({ source: deleted, conversation_parts: { conversation_parts: [deleted] } });
    expect(JSON.stringify(kept)).not.toContain("Secret");
    const reopen = { message_type: "open", admin_id: "7100231" };
    const { conversation_parts } = (await call("POST", `${path}/parts`, reopen)).body;
    const bare = conversation_parts.conversation_parts[1].id;
    const without = await redact({ type: "conversation_part", conversation_part_id: bare });
    expect([without.status, without.body.errors[0].code]).toEqual([422, "conversation_part_not_redactable"]);
    const none = await redact({ type: "conversation_part", conversation_part_id: "1" });
    expect([none.status, none.body.errors[0].code]).toEqual([404, "conversation_part_or_message_not_found"]);
  });

  test("become tickets", async () => {
    const { call, path, contact } = await opened();
    const ticket = (await call("POST", `${path}/convert`, { ticket_type_id: "31" })).body;
    expect(ticket).toMatchObject({ type: "ticket", contacts: { contacts: [{ id: contact.id }] } });
    expect((await call("GET", path)).body.linked_objects.data[0].id).toBe(ticket.id);
  });
});

test("of a conversation's parts the last 500 are answered", () => {
  const parts = Array.from({ length: 501 }, (_, index) => ({ id: String(index) }));
  const shown = shownParts({ id: "1", createdAt: 0, body: {}, parts });
  expect([shown.length, shown[0]]).toEqual([500, { id: "1" }]);
});
