import { describe, expect, test } from "vitest";
import { clock, open, VERSIONS, type Body } from "./harness.ts";

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

describe.each(VERSIONS)("events told of in sum, in %s", (version) => {
  async function opened() {
    const { now } = clock(1_790_000_000_000);
    const { call } = await open({ seed: { contacts: 11 }, now }, version);
    const tell = (event_summaries: object, user_id = "external-1") =>
      call("POST", "/events/summaries", { user_id, event_summaries });
    const sums = async (user_id = "external-1") =>
      (await call("GET", `/events?type=user&user_id=${user_id}&summary=true`)).body.events;
    return { call, tell, sums };
  }

  test("stand in the summary, with what single events add", async () => {
    const { call, tell, sums } = await opened();
    const booked = { event_name: "booked", count: 3, first: 1_700_000_000, last: 1_700_000_060 };
    expect(await tell(booked)).toMatchObject({ status: 200, body: undefined });
    const [first, last] = ["2023-11-14T22:13:20.000+00:00", "2023-11-14T22:14:20.000+00:00"];
    expect(await sums()).toEqual([{ name: "booked", count: 3, first, last }]);
    expect(await sums("external-2")).toEqual([]);

    const event = { event_name: "booked", created_at: 1_700_000_120, user_id: "external-1" };
    await call("POST", "/events", event);
    const later = "2023-11-14T22:15:20.000+00:00";
    expect(await sums()).toEqual([{ name: "booked", count: 4, first, last: later }]);
    expect((await call("GET", "/events?type=user&user_id=external-1")).body.events).toHaveLength(1);
  });

  test("replace what was told before", async () => {
    const { tell, sums } = await opened();
    await tell({ event_name: "booked", count: 3 });
    await tell({ event_name: "booked", count: 5 });
    await tell({ event_name: "paid" });
    expect(await sums()).toMatchObject([
      { name: "booked", count: 5, first: "2026-09-21T14:13:20.000+00:00" },
      { name: "paid", count: 1 },
    ]);
  });

  test("are told of several events at once", async () => {
    const { tell, sums } = await opened();
    expect((await tell([{ event_name: "booked", count: 3 }, { event_name: "paid" }])).status).toBe(200);
    expect(await sums()).toMatchObject([
      { name: "booked", count: 3 },
      { name: "paid", count: 1 },
    ]);
  });

  test("are refused of nobody and of nothing", async () => {
    const { tell } = await opened();
    expect((await tell({ event_name: "booked", count: 3 }, "nobody")).status).toBe(404);
    expect((await tell({ count: 3 })).status).toBe(400);
    expect((await tell([{ event_name: "booked" }, { count: 3 }])).status).toBe(400);
  });

  test("go over to the user that a lead is merged into, as single ones do", async () => {
    const { call, tell, sums } = await opened();
    await tell({ event_name: "booked", count: 3 }, "external-10");
    const event = { event_name: "paid", created_at: 1_700_000_000 };
    await call("POST", "/events", { ...event, user_id: "external-10" });
    const find = async (external_id: string) => {
      const query = { field: "external_id", operator: "=", value: external_id };
      return (await call("POST", "/contacts/search", { query })).body.data[0].id;
    };
    await call("POST", "/contacts/merge", {
      from: await find("external-10"),
      into: await find("external-1"),
    });
    expect((await sums()).map(({ name, count }: Body) => [name, count])).toEqual([
      ["booked", 3],
      ["paid", 1],
    ]);
    // the same event, told again, is the one that is there
    await call("POST", "/events", { ...event, user_id: "external-1" });
    expect((await sums()).at(-1).count).toBe(1);
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
