import { describe, expect, test } from "vitest";
import { openIn, versionsWith } from "./harness.ts";

const SOURCES = "/ai/content_import_sources";
const PAGES = "/ai/external_pages";
const URL = "https://guides.example.com";

describe.each(versionsWith("GET", PAGES))("in %s", (version) => {
  async function opened(state: "empty" | "examples" = "empty") {
    const { ask, refusal, pass } = await openIn(version, { state, seed: {} });
    const source = async () => (await ask("POST", SOURCES, { sync_behavior: "api", url: URL })).body;
    return { ask, refusal, source, pass };
  }

  function page(source_id: number, external_id: string) {
    return { title: "Brakes", html: "<p>Dry them</p>", locale: "en", source_id, external_id };
  }

  test("a source is created, listed, changed and deleted", async () => {
    const { ask, refusal, source, pass } = await opened();
    const made = await source();
    expect(made).toMatchObject({ id: expect.any(Number), sync_behavior: "api", status: "active", url: URL });
    const path = `${SOURCES}/${made.id}`;
    expect((await ask("GET", path)).body).toEqual(made);
    pass(5000);
    const sent = { sync_behavior: "api", status: "deactivated", url: `${URL}/new` };
    const changed = (await ask("PUT", path, sent)).body;
    expect(changed).toEqual({ ...made, ...sent, updated_at: made.updated_at + 5 });
    expect((await ask("GET", SOURCES)).body).toMatchObject({ total_count: 1, data: [changed] });
    expect((await ask("DELETE", path)).status).toBe(204);
    expect(await refusal("GET", path)).toEqual([404, "not_found"]);
    expect(await refusal("PUT", path, sent)).toEqual([404, "not_found"]);
    expect(await refusal("DELETE", path)).toEqual([404, "not_found"]);
    expect((await ask("GET", SOURCES)).body.total_count).toBe(0);
  });

  test("a source that Intercom syncs keeps its URL and takes no pages", async () => {
    const { ask, refusal } = await opened("examples");
    const all = (await ask("GET", SOURCES)).body.data as { id: number; sync_behavior: string; url: string }[];
    const synced = all.find(({ sync_behavior }) => sync_behavior !== "api");
    const path = `${SOURCES}/${synced?.id}`;
    const { url } = synced ?? {};
    expect(await refusal("PUT", path, { sync_behavior: "manual", url: URL })).toEqual([
      422,
      "unprocessable_entity",
    ]);
    expect(await refusal("PUT", path, { sync_behavior: "api", url })).toEqual([422, "unprocessable_entity"]);
    expect((await ask("PUT", path, { sync_behavior: "automated", url })).body.sync_behavior).toBe(
      "automatic",
    );
    expect(await refusal("POST", PAGES, page(synced?.id ?? 0, "a"))).toEqual([400, "parameter_invalid"]);
  });

  test("a page is written once for each external id of a source", async () => {
    const { ask, source, pass } = await opened();
    const [one, other] = [await source(), await source()];
    const first = (await ask("POST", PAGES, { ...page(one.id, "a"), ai_copilot_availability: true })).body;
    expect(first).toMatchObject({
      type: "external_page",
      title: "Brakes",
      source_id: one.id,
      external_id: "a",
      ai_agent_availability: false,
      ai_copilot_availability: true,
      fin_availability: false,
    });
    pass(5000);
    const again = { ...page(one.id, "a"), title: "Wet brakes", ai_agent_availability: true };
    const second = (await ask("POST", PAGES, again)).body;
    expect(second).toEqual({
      ...first,
      ...again,
      fin_availability: true,
      updated_at: first.updated_at + 5,
      last_ingested_at: first.updated_at + 5,
    });
    expect((await ask("GET", `${PAGES}/${first.id}`)).body).toEqual(second);
    expect((await ask("GET", `${SOURCES}/${one.id}`)).body).toEqual({
      ...one,
      last_synced_at: second.last_ingested_at,
    });
    const elsewhere = (await ask("POST", PAGES, page(other.id, "a"))).body;
    expect(elsewhere.id).not.toBe(first.id);
    expect((await ask("GET", PAGES)).body).toMatchObject({ total_count: 2, data: [elsewhere, second] });
  });

  test("a page is changed by its id, and answered without its content when it is deleted", async () => {
    const { ask, refusal, source, pass } = await opened();
    const { id } = await source();
    const first = (await ask("POST", PAGES, page(id, "a"))).body;
    await ask("POST", PAGES, page(id, "b"));
    const path = `${PAGES}/${first.id}`;
    const put = { title: "Brakes", html: first.html, url: URL, locale: "en", source_id: id };
    pass(5000);
    const forFin = (await ask("PUT", path, { ...put, fin_availability: true })).body;
    expect(forFin).toMatchObject({
      external_id: "a",
      ai_agent_availability: true,
      ai_copilot_availability: true,
      fin_availability: true,
      updated_at: first.updated_at + 5,
      last_ingested_at: first.last_ingested_at,
    });
    const changed = (await ask("PUT", path, { ...put, html: "<p>New</p>" })).body;
    expect(changed.last_ingested_at).toBe(first.last_ingested_at + 5);
    expect((await ask("GET", path)).body).toEqual(changed);
    const taken = await refusal("PUT", path, { ...put, external_id: "b" });
    expect(taken).toEqual([422, "unprocessable_entity"]);
    expect((await ask("DELETE", path)).body).toEqual({ ...changed, html: "" });
    for (const method of ["GET", "DELETE"]) expect(await refusal(method, path)).toEqual([404, "not_found"]);
    expect(await refusal("PUT", path, put)).toEqual([404, "not_found"]);
    expect((await ask("GET", PAGES)).body.total_count).toBe(1);
    expect((await ask("POST", PAGES, page(id, "a"))).body.id).not.toBe(first.id);
  });

  test("a source takes its pages with it, and only those", async () => {
    const { ask, refusal, source } = await opened();
    const [one, other] = [await source(), await source()];
    for (const external_id of ["a", "b"]) await ask("POST", PAGES, page(one.id, external_id));
    const kept = (await ask("POST", PAGES, page(other.id, "a"))).body;
    await ask("DELETE", `${SOURCES}/${one.id}`);
    expect((await ask("GET", PAGES)).body.data).toEqual([kept]);
    expect(await refusal("POST", PAGES, page(one.id, "a"))).toEqual([400, "parameter_invalid"]);
  });
});
