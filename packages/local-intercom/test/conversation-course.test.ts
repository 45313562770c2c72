import { describe, expect, test } from "vitest";
import { clock, open, VERSIONS, type Body } from "./harness.ts";

// what becomes of a conversation, as NangoHQ/integration-templates recorded it of the real one in 2.11
describe.each(VERSIONS)("a conversation in %s", (version) => {
  const admin = { type: "admin", admin_id: "7100231" };

  async function opened() {
    const { now, pass } = clock(1_778_133_161_000);
    const { call } = await open({ state: "empty", now }, version);
    const contact = (await call("POST", "/contacts", { email: "a@example.com" })).body;
    const from = { type: "user", id: contact.id };
    const { conversation_id } = (await call("POST", "/conversations", { from, body: "Hi" })).body;
    const path = `/conversations/${conversation_id}`;
    const after = async (seconds: number, way: string, body: object): Promise<Body> => {
      pass(seconds * 1000);
      return (await call("POST", `${path}/${way}`, body)).body;
    };
    return {
      contact,
      manage: (seconds: number, message_type: string, more: object = {}) =>
        after(seconds, "parts", { ...admin, message_type, ...more }),
      answer: (seconds: number, message_type = "comment") =>
        after(seconds, "reply", { ...admin, message_type, body: "Hello" }),
      ask: (seconds: number) =>
        after(seconds, "reply", {
          type: "user",
          message_type: "comment",
          intercom_user_id: contact.id,
          body: "?",
        }),
      call,
      path,
    };
  }

  test("counts how long it took to be closed, and how often it was opened again", async () => {
    const { manage, call, path } = await opened();
    expect((await call("GET", path)).body).toMatchObject({
      read: true,
      waiting_since: 1_778_133_161,
      teammates: { type: "admin.list", admins: [] },
      statistics: {
        first_contact_reply_at: 1_778_133_161,
        last_contact_reply_at: 1_778_133_161,
        last_close_at: null,
        count_conversation_parts: 1,
      },
    });
    await manage(148, "close");
    expect(await manage(10, "close")).toMatchObject({ state: "closed", waiting_since: null });
    expect(await manage(130, "open")).toMatchObject({
      state: "open",
      waiting_since: 1_778_133_161,
      teammates: { admins: [] },
      statistics: {
        time_to_admin_reply: null,
        time_to_first_close: 148,
        time_to_last_close: 158,
        first_close_at: 1_778_133_309,
        last_close_at: 1_778_133_319,
        last_closed_by_id: 7_100_231,
        count_reopens: 1,
        count_conversation_parts: 4,
      },
    });
  });

  test("counts how long its contact waited for answers, and names who gave them", async () => {
    const { answer, ask, manage } = await opened();
    expect((await answer(5, "note")).statistics.first_admin_reply_at).toBeNull();
    await manage(5, "assignment", { assignee_id: "7100232" });
    expect((await answer(10)).teammates.admins).toEqual([{ type: "admin", id: "7100231" }]);
    await ask(100);
    await ask(1);
    await answer(40);
    const { statistics } = await manage(1, "assignment", { assignee_id: "7100231" });
    expect(statistics).toMatchObject({
      time_to_assignment: 10,
      time_to_admin_reply: 20,
      median_time_to_reply: 30.5,
      first_admin_reply_at: 1_778_133_181,
      last_admin_reply_at: 1_778_133_322,
      last_contact_reply_at: 1_778_133_282,
      last_assignment_admin_reply_at: null,
      count_assignments: 2,
    });
  });

  test("counts nothing but its parts before its contact has written", async () => {
    const { call, contact } = await opened();
    const body = { message_type: "inapp", body: "Hi", from: { type: "admin", id: 7_100_231 } };
    const to = { type: "user", id: contact.id };
    const sent = { ...body, to, create_conversation_without_contact_reply: true };
    const { conversation_id } = (await call("POST", "/messages", sent)).body;
    const path = `/conversations/${conversation_id}/parts`;
    const closed = (await call("POST", path, { ...admin, message_type: "close" })).body;
    expect(closed.read).toBe(false);
    expect(closed.statistics).toMatchObject({ last_close_at: null, count_conversation_parts: 2 });
  });

  test("is unread once an admin has answered, and awake", async () => {
    const { manage, answer, call, path } = await opened();
    expect(await manage(1, "snoozed", { snoozed_until: 1_900_000_000 })).toMatchObject({ state: "snoozed" });
    expect(await answer(1)).toMatchObject({ state: "open", snoozed_until: null, read: false });
    const read = (await call("PUT", path, { read: true })).body;
    expect(read).toMatchObject({ read: true, updated_at: 1_778_133_163 });
  });

  test("says of its contact when they wrote, and when an admin did", async () => {
    const { answer, ask, call, contact } = await opened();
    const times = async () => {
      const { last_replied_at, last_contacted_at } = (await call("GET", `/contacts/${contact.id}`)).body;
      return [last_replied_at, last_contacted_at];
    };
    expect(await times()).toEqual([1_778_133_161, null]);
    const from = { type: "user", id: contact.id };
    await call("POST", "/conversations", { from, body: "Once", created_at: 1_700_000_000 });
    await answer(10, "note");
    await answer(10);
    await ask(10);
    expect(await times()).toEqual([1_778_133_191, 1_778_133_181]);
  });

  test("comes first in lists and searches once it goes on", async () => {
    const { call, contact, answer, path } = await opened();
    const from = { type: "user", id: contact.id };
    for (const body of ["Two", "Three"]) await call("POST", "/conversations", { from, body });
    await answer(5);
    const query = { field: "state", operator: "=", value: "open" };
    const first = (await call("GET", "/conversations?per_page=1")).body;
    const found = (await call("POST", "/conversations/search", { query })).body;
    const cursor = encodeURIComponent(first.pages.next.starting_after);
    const rest = (await call("GET", `/conversations?starting_after=${cursor}`)).body.conversations;
    const paged: Body[] = [...first.conversations, ...rest];
    expect(paged.map(({ id }) => id)).toEqual(found.conversations.map(({ id }: Body) => id));
    expect(paged.map(({ source }) => source.body)).toEqual(["<p>Hi</p>", "<p>Three</p>", "<p>Two</p>"]);
    expect(path).toContain(paged[0].id);
  });

  test("is found by its statistics", async () => {
    const { manage, call } = await opened();
    await manage(60, "close");
    const query = { field: "statistics.time_to_first_close", operator: ">", value: 59 };
    expect((await call("POST", "/conversations/search", { query })).body.total_count).toBe(1);
  });

  test.each(["conversations", "tickets"])(
    "or one of the %s keeps a part for each change of its tags",
    async (of) => {
      const { call, path, contact } = await opened();
      const ticket = { ticket_type_id: "31", contacts: [{ id: contact.id }] };
      const own = of === "tickets" ? `/tickets/${(await call("POST", "/tickets", ticket)).body.id}` : path;
      const { id } = (await call("POST", "/tags", { name: "Rain" })).body;
      await call("POST", `${own}/tags`, { id, admin_id: "7100232" });
      const { body } = await call("DELETE", `${own}/tags/${id}`, { admin_id: "7100232" });
      expect(body).toEqual({ type: "tag", id, name: "Rain", applied_at: null, applied_by: null });
      const { conversation_parts, ticket_parts } = (await call("GET", own)).body;
      const parts: Body[] = conversation_parts?.conversation_parts ?? ticket_parts.ticket_parts;
      const part = { part_type: "conversation_tags_updated", author: { type: "admin", id: "7100232" } };
      expect(parts.slice(-2)).toMatchObject([part, part]);
    },
  );
});
