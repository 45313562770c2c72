import { expect, test } from "vitest";
import { open, type Body } from "./harness.ts";

test("an event that comes twice is one, and answers the same", async () => {
  const { call, local } = await open({ seed: { contacts: 1 } });
  const event = { event_name: "booked", created_at: 1_790_000_000, user_id: "external-1" };
  for (const sent of [event, event, { ...event, created_at: 1_790_000_001 }]) {
    const { status, body } = await call("POST", "/events", sent);
    expect([status, body]).toEqual([202, undefined]);
  }
  expect(local.ids("events")).toHaveLength(2);
});

test("of an event's details the first ten are kept", async () => {
  const { call } = await open({ seed: { contacts: 1 } });
  const metadata = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`key_${index}`, index]));
  await call("POST", "/events", {
    event_name: "booked",
    created_at: 1_790_000_000,
    user_id: "external-1",
    metadata,
  });
  const { events } = (await call("GET", "/events?type=user&user_id=external-1")).body;
  expect(Object.keys(events[0].metadata)).toHaveLength(10);
});

test("an event of an unknown contact is refused", async () => {
  const { call } = await open({ state: "empty" });
  const { status } = await call("POST", "/events", {
    event_name: "booked",
    created_at: 1,
    email: "no@example.com",
  });
  expect(status).toBe(404);
});

test("events are summed up by name", async () => {
  const { call } = await open({ seed: { contacts: 1 } });
  for (const created_at of [1_790_000_000, 1_790_000_060]) {
    await call("POST", "/events", { event_name: "booked", created_at, user_id: "external-1" });
  }
  const { body } = await call("GET", "/events?type=user&user_id=external-1&summary=true");
  expect(body).toMatchObject({
    type: "event.summary",
    events: [{ name: "booked", count: 2, first: "2026-09-21T14:13:20.000+00:00" }],
  });
});

test("links are whole URLs at the host that was asked, and since polls for what is new", async () => {
  const { call, local } = await open({ seed: { events: 3 } });
  const first = (await call("GET", "/events?type=user&user_id=external-1&per_page=2")).body;
  expect(new URL(first.pages.next).origin).toBe(local.url);
  const last = (await call("GET", first.pages.next)).body;
  expect([last.events.length, last.pages.next]).toEqual([1, null]);

  const none = (await call("GET", first.pages.since)).body;
  expect(none.events).toEqual([]);
  await call("POST", "/events", { event_name: "new", created_at: 1_790_000_000, user_id: "external-1" });
  const news = (await call("GET", none.pages.since)).body;
  expect(news.events.map((event: Body) => event.event_name)).toEqual(["new"]);
});

test("events want the contact named once", async () => {
  const { call } = await open({ seed: { contacts: 1 } });
  expect((await call("GET", "/events?type=user")).status).toBe(400);
  expect((await call("GET", "/events?type=user&user_id=external-1&email=user-1@example.com")).status).toBe(
    400,
  );
});
