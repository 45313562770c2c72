import { describe, expect, test } from "vitest";
import { open, openIn, VERSIONS } from "./harness.ts";

const SENDER = 7_100_231;
const FEED = 70;
/** Of the clock that tests move. */
const NOW = 1_800_000_000;

describe.each(VERSIONS)("in %s", (version) => {
  async function opened() {
    const { ask, refusal } = await openIn(version);
    const create = async (sent: object) =>
      (await ask("POST", "/news/news_items", { title: "Mine", sender_id: SENDER, ...sent })).body;
    return { ask, refusal, create };
  }

  test("a news item is written, listed, changed and deleted", async () => {
    const { ask, refusal, create } = await opened();
    const item = await create({ body: "<p>Words</p>", labels: ["Offer"], reactions: ["👍"] });
    expect(item).toMatchObject({
      type: "news-item",
      title: "Mine",
      body: "<p>Words</p>",
      state: "draft",
      labels: ["Offer"],
      reactions: ["👍"],
      newsfeed_assignments: [],
      deliver_silently: false,
      cover_image_url: null,
    });
    const path = `/news/news_items/${item.id}`;
    expect((await ask("GET", path)).body).toEqual(item);
    const second = await create({ title: "Second" });
    const list = (await ask("GET", "/news/news_items")).body;
    expect(list.data.map(({ id }: { id: string }) => id)).toEqual([second.id, item.id]);
    const page = (await ask("GET", "/news/news_items?per_page=1&page=2")).body;
    expect([page.total_count, page.data[0].id, page.pages.next]).toEqual([2, item.id, undefined]);

    const changed = (await ask("PUT", path, { title: "Still mine", sender_id: SENDER })).body;
    expect(changed).toEqual({ ...item, title: "Still mine" });
    expect((await ask("GET", path)).body).toEqual(changed);
    expect((await ask("DELETE", path)).body).toEqual({ id: item.id, object: "news-item", deleted: true });
    for (const method of ["GET", "DELETE"]) {
      expect(await refusal(method, path)).toEqual([404, "not_found"]);
    }
    expect((await ask("PUT", path, { title: "x", sender_id: SENDER })).status).toBe(404);
    expect((await ask("GET", "/news/news_items")).body.total_count).toBe(1);
  });

  test("what it is known by is not a request's to say", async () => {
    const { ask, create } = await opened();
    const claimed = { id: "5", created_at: 1, updated_at: 1 };
    const item = await create(claimed);
    expect(item).toMatchObject({ id: expect.not.stringMatching(/^5$/), created_at: NOW, updated_at: NOW });
    const path = `/news/news_items/${item.id}`;
    const changed = (await ask("PUT", path, { title: "Mine", sender_id: SENDER, ...claimed })).body;
    expect(changed).toEqual(item);
    expect((await ask("GET", path)).body).toEqual(item);
  });

  test("a newsfeed shows what is live in it, the latest first", async () => {
    const { ask, refusal, create } = await opened();
    const feed = (await ask("GET", `/news/newsfeeds/${FEED}`)).body;
    expect((await ask("GET", "/news/newsfeeds")).body.data).toContainEqual(feed);
    const at = (published_at: number) => [{ newsfeed_id: FEED, published_at }];
    const late = await create({ state: "live", newsfeed_assignments: at(NOW - 10) });
    const early = await create({ state: "live", newsfeed_assignments: at(NOW - 20) });
    const draft = await create({ newsfeed_assignments: at(NOW + 100) });
    await create({ state: "live" });
    const live = async (id: number) =>
      (await ask("GET", `/news/newsfeeds/${id}/items`)).body.data.map((one: { id: string }) => one.id);
    expect(await live(FEED)).toEqual([late.id, early.id]);
    expect(await live(71)).toEqual([]);
    const publish = { title: "Out", sender_id: SENDER, state: "live", newsfeed_assignments: at(NOW) };
    await ask("PUT", `/news/news_items/${draft.id}`, publish);
    await ask("DELETE", `/news/news_items/${late.id}`);
    expect(await live(FEED)).toEqual([draft.id, early.id]);
    for (const path of ["/news/newsfeeds/1", "/news/newsfeeds/1/items"]) {
      expect(await refusal("GET", path)).toEqual([404, "not_found"]);
    }
  });

  test.each<[string, object, number, string]>([
    ["a sender who is no admin", { sender_id: 1 }, 400, "parameter_invalid"],
    [
      "a newsfeed that is not there",
      { newsfeed_assignments: [{ newsfeed_id: 1, published_at: NOW }] },
      400,
      "parameter_invalid",
    ],
    [
      "a date to come",
      { state: "live", newsfeed_assignments: [{ newsfeed_id: FEED, published_at: NOW + 1 }] },
      422,
      "unprocessable_entity",
    ],
  ])("a news item is refused with %s, and nothing is written", async (_, more, status, code) => {
    const { ask, refusal } = await opened();
    const sent = { title: "Mine", sender_id: SENDER, ...more };
    expect(await refusal("POST", "/news/news_items", sent)).toEqual([status, code]);
    expect((await ask("GET", "/news/news_items")).body.total_count).toBe(0);
  });
});

test("a workspace of examples has news, and keeps what is written", async () => {
  const { call, local } = await open();
  const before = local.ids("news_items").length;
  expect(before).toBeGreaterThan(0);
  const { body } = await call("POST", "/news/news_items", { title: "Mine", sender_id: SENDER });
  expect(body.title).toBe("Mine");
  await call("DELETE", `/news/news_items/${body.id}`);
  expect((await call("GET", "/news/news_items?per_page=150")).body.total_count).toBe(before);
});
