import { describe, expect, test } from "vitest";
import { openIn, VERSIONS } from "./harness.ts";

const COLLECTIONS = "/help_center/collections";

describe.each(VERSIONS)("in %s", (version) => {
  async function opened() {
    const { ask, refusal, pass } = await openIn(version);
    const article = async (more: object = {}) =>
      (await ask("POST", "/articles", { title: "Brakes", author_id: 7_100_231, ...more })).body;
    const collection = async (more: object = {}) =>
      (await ask("POST", COLLECTIONS, { name: "Repairs", ...more })).body;
    return { ask, refusal, article, collection, pass };
  }

  test("there are help centers, and a new collection is in the first of them", async () => {
    const { ask, refusal, collection } = await opened();
    const { data } = (await ask("GET", "/help_center/help_centers")).body;
    expect((await ask("GET", `/help_center/help_centers/${data[1].id}`)).body).toEqual(data[1]);
    expect(await refusal("GET", "/help_center/help_centers/1")).toEqual([404, "not_found"]);
    const first = await collection();
    expect(first).toMatchObject({ parent_id: null, help_center_id: Number(data[0].id) });
    const center = Number(data[1].id);
    expect((await collection({ help_center_id: center })).help_center_id).toBe(center);
    expect(await refusal("POST", COLLECTIONS, { name: "x", help_center_id: 1 })).toEqual([
      400,
      "parameter_invalid",
    ]);
  });

  test("articles are searched in one help center", async () => {
    const { ask, article, collection } = await opened();
    const { data } = (await ask("GET", "/help_center/help_centers")).body;
    const [first, second] = [await collection(), await collection({ help_center_id: Number(data[1].id) })];
    const nested = await collection({ parent_id: second.id });
    const inFirst = await article({ parent_id: Number(first.id), parent_type: "collection" });
    const inNested = await article({ parent_id: Number(nested.id), parent_type: "collection" });
    await article();
    const search = async (center: string) => {
      const found = await ask("GET", `/articles/search?phrase=brakes&help_center_id=${center}`);
      return found.body.data.articles.map(({ id }: { id: string }) => id);
    };
    expect(await search(data[0].id)).toEqual([inFirst.id]);
    expect(await search(data[1].id)).toEqual([inNested.id]);
    expect(await search("1")).toEqual([]);
  });

  test("an article's translations are kept one by one, beside the default language", async () => {
    const { ask, article, pass } = await opened();
    const plain = await article();
    expect(plain.translated_content ?? null).toBeNull();
    const path = `/articles/${plain.id}`;
    const put = async (translated_content: object, more: object = {}) =>
      (await ask("PUT", path, { translated_content, ...more })).body;

    const german = (await put({ de: { title: "Bremsen", body: "<p>Nass</p>" } })).translated_content;
    expect(german).toMatchObject({
      type: "article_translated_content",
      en: { type: "article_content", title: "Brakes", author_id: 7_100_231, state: "draft" },
      de: { type: "article_content", title: "Bremsen", body: "<p>Nass</p>", state: "draft" },
    });
    expect(german.de).not.toHaveProperty("url");
    pass(5000);
    const both = await put({ de: { state: "published" }, fr: { title: "Freins" } });
    expect(both.translated_content).toMatchObject({
      de: {
        title: "Bremsen",
        body: "<p>Nass</p>",
        state: "published",
        url: expect.stringContaining(`/de/articles/${plain.id}`),
        created_at: german.de.created_at,
        updated_at: german.de.updated_at + 5,
      },
      fr: { title: "Freins" },
    });
    expect(both).toMatchObject({ title: "Brakes", state: "draft", url: null });
    expect((await ask("GET", path)).body).toEqual(both);
    expect((await ask("GET", "/articles")).body.data[0].translated_content).toEqual(both.translated_content);

    const english = await put({ en: { title: "Wet brakes", state: "published" } });
    expect(english).toMatchObject({ title: "Wet brakes", state: "published" });
    expect(english.translated_content).toMatchObject({ en: { title: "Wet brakes", url: english.url } });
    expect(english.translated_content.de).toEqual(both.translated_content.de);
    expect((await put({ en: { title: "Never" } }, { title: "Dry brakes" })).title).toBe("Dry brakes");
    expect((await put({ fr: null })).translated_content).toMatchObject({
      fr: null,
      de: { title: "Bremsen" },
    });
    // what one reads can be sent back as it is
    const { translated_content } = (await ask("GET", path)).body;
    expect((await put(translated_content)).translated_content).toEqual(translated_content);
  });

  test("a collection's translations are kept one by one, from its creation on", async () => {
    const { ask, collection } = await opened();
    const made = await collection({
      translated_content: { de: { name: "Reparatur", description: "Alles" } },
    });
    const path = `${COLLECTIONS}/${made.id}`;
    const sent = {
      name: "Repair",
      translated_content: { de: { name: "Werkstatt" }, fr: { name: "Atelier" } },
    };
    const { translated_content } = (await ask("PUT", path, sent)).body;
    expect(translated_content).toMatchObject({
      type: "group_translated_content",
      en: { type: "group_content", name: "Repair" },
      de: { type: "group_content", name: "Werkstatt", description: "Alles" },
      fr: { name: "Atelier" },
    });
    expect((await ask("GET", path)).body.translated_content).toEqual(translated_content);
    expect((await ask("GET", COLLECTIONS)).body.data[0].translated_content).toEqual(translated_content);
  });

  test("what is in a collection is there, and stands alone without it", async () => {
    const { ask, refusal, article, collection } = await opened();
    const top = await collection();
    const nested = await collection({ name: "Brakes", parent_id: top.id });
    expect(nested.parent_id).toBe(top.id);
    const within = await article({ parent_id: Number(top.id), parent_type: "collection" });
    const other = await article({ parent_id: Number(nested.id) });
    expect(within).toMatchObject({ parent_id: Number(top.id), parent_type: "collection" });
    expect(await refusal("PUT", `${COLLECTIONS}/${top.id}`, { parent_id: nested.id })).toEqual([
      422,
      "unprocessable_entity",
    ]);
    for (const [method, path, body] of [
      ["POST", COLLECTIONS, { name: "x", parent_id: "1" }],
      ["PUT", `${COLLECTIONS}/${nested.id}`, { parent_id: "1" }],
      ["POST", "/articles", { title: "x", author_id: 7_100_231, parent_id: 1 }],
      ["PUT", `/articles/${within.id}`, { parent_id: "1", parent_type: "collection" }],
    ] as const) {
      expect(await refusal(method, path, body), path).toEqual([400, "parameter_invalid"]);
    }
    await ask("DELETE", `${COLLECTIONS}/${top.id}`);
    const alone = { parent_id: null, parent_ids: [], parent_type: null };
    expect((await ask("GET", `/articles/${within.id}`)).body).toMatchObject(alone);
    expect((await ask("GET", `${COLLECTIONS}/${nested.id}`)).body.parent_id).toBeNull();
    expect((await ask("GET", `/articles/${other.id}`)).body.parent_id).toBe(Number(nested.id));
    expect(await refusal("DELETE", `${COLLECTIONS}/${top.id}`)).toEqual([404, "not_found"]);
  });

  test("a collection is moved to the top by null", async () => {
    const { ask, collection } = await opened();
    const top = await collection();
    const nested = await collection({ parent_id: top.id });
    const moved = (await ask("PUT", `${COLLECTIONS}/${nested.id}`, { parent_id: null })).body;
    expect(moved.parent_id).toBeNull();
  });
});
