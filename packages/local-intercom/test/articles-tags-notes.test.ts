import { describe, expect, test } from "vitest";
import { open, VERSIONS } from "./harness.ts";

describe.each(VERSIONS)("in %s", (version) => {
  async function opened() {
    const { call } = await open({ state: "empty" });
    return (method: string, path: string, body?: unknown) => call(method, path, body, version);
  }

  test("articles are written, published, found and deleted", async () => {
    const call = await opened();
    const draft = (await call("POST", "/articles", { title: "Wet brakes", author_id: 7_100_231 })).body;
    const { id } = draft;
    expect(draft).toMatchObject({ state: "draft", url: null, description: "", statistics: { views: 0 } });
    expect(draft).not.toHaveProperty("default_locale");
    const published = (await call("PUT", `/articles/${id}`, { state: "published", body: "<p>Dry them</p>" }))
      .body;
    expect(published).toMatchObject({ title: "Wet brakes", url: expect.stringContaining(id) });
    const found = (await call("GET", "/articles/search?phrase=BRAKES&highlight=true")).body;
    expect(found.data.articles).toHaveLength(1);
    expect(found.data.highlights[0].highlighted_title).toEqual([
      { type: "plain", text: "Wet " },
      { type: "highlight", text: "brakes" },
    ]);
    const inBody = (await call("GET", "/articles/search?phrase=dry&highlight=true")).body.data.highlights[0];
    expect([inBody.highlighted_title, inBody.highlighted_summary]).toEqual([
      [{ type: "plain", text: "Wet brakes" }],
      [
        [
          { type: "highlight", text: "Dry" },
          { type: "plain", text: " them" },
        ],
      ],
    ]);
    expect((await call("GET", "/articles/search?phrase=brakes&state=draft")).body.total_count).toBe(0);
    expect((await call("DELETE", `/articles/${id}`)).body).toEqual({ id, object: "article", deleted: true });
    expect((await call("GET", `/articles/${id}`)).body.errors[0].code).toBe("not_found");
  });

  test("articles of a seed are an admin's", async () => {
    const { call } = await open({ seed: { articles: 1 } }, version);
    const { author_id } = (await call("GET", "/articles")).body.data[0];
    expect((await call("GET", `/admins/${author_id}`)).status).toBe(200);
  });

  test("collections are created, renamed, listed and deleted", async () => {
    const call = await opened();
    const { id } = (await call("POST", "/help_center/collections", { name: "Repairs" })).body;
    await call("PUT", `/help_center/collections/${id}`, { name: "Repair" });
    expect((await call("GET", "/help_center/collections")).body.data).toMatchObject([{ id, name: "Repair" }]);
    await call("DELETE", `/help_center/collections/${id}`);
    expect((await call("GET", `/help_center/collections/${id}`)).status).toBe(404);
  });

  test("tags are found or created by name, renamed, put on and taken off", async () => {
    const call = await opened();
    const tag = (await call("POST", "/tags", { name: "VIP" })).body;
    expect((await call("POST", "/tags", { name: "" })).body.errors[0].code).toBe("parameter_invalid");
    expect((await call("POST", "/tags", { name: "vip" })).body).toEqual(tag);
    expect((await call("POST", "/tags", { id: tag.id, name: "Best" })).body).toEqual({
      ...tag,
      name: "Best",
    });
    const contact = (await call("POST", "/contacts", { email: "a@example.com" })).body;
    await call("POST", "/tags", { name: "Best", users: [{ id: contact.id }] });
    expect((await call("GET", `/contacts/${contact.id}/tags`)).body.data).toMatchObject([{ name: "Best" }]);
    await call("POST", "/tags", { name: "Best", users: [{ id: contact.id, untag: true }] });
    expect((await call("GET", `/contacts/${contact.id}/tags`)).body.data).toEqual([]);
    const company = (await call("POST", "/companies", { company_id: "acme" })).body;
    await call("POST", "/tags", { name: "Best", companies: [{ company_id: "acme" }] });
    await call("POST", "/tags", { name: "Best", companies: [{ company_id: "acme", untag: true }] });
    expect((await call("GET", `/companies/${company.id}`)).body.tags.tags).toEqual([]);
    expect((await call("DELETE", `/tags/${tag.id}`)).status).toBe(200);
    expect((await call("GET", `/contacts/${contact.id}`)).body.tags.total_count).toBe(0);
    expect((await call("GET", `/tags/${tag.id}`)).status).toBe(404);
  });

  test("notes belong to a contact and an admin", async () => {
    const call = await opened();
    const { id } = (await call("POST", "/contacts", { email: "a@example.com" })).body;
    const note = (await call("POST", `/contacts/${id}/notes`, { body: "<p>Call</p>", admin_id: "7100232" }))
      .body;
    expect(note).toMatchObject({ contact: { id }, author: { id: "7100232" }, body: "<p>Call</p>" });
    // where an admin is only mentioned
    expect(note.author).not.toHaveProperty("team_ids");
    expect(note.author).not.toHaveProperty("has_inbox_seat");
    expect((await call("GET", `/notes/${note.id}`)).body).toEqual(note);
    expect((await call("GET", `/contacts/${id}/notes`)).body.data).toEqual([note]);
    const plain = await call("POST", `/contacts/${id}/notes`, { body: "Call" });
    expect(plain.body).toMatchObject({ author: { id: "7100231" }, body: "<p>Call</p>" });
    expect((await call("POST", `/contacts/${id}/notes`, { body: "x", admin_id: "1" })).status).toBe(404);
  });
});
