import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { OpenApiDocument } from "@intercom-openapi/descriptions/reading";
import { expect, test } from "vitest";
import { versionApis } from "../src/description/descriptions.ts";
import { VersionApi } from "../src/description/version-api.ts";
import { settingsOf } from "../src/options.ts";
import { RateLimit } from "../src/rate-limit.ts";
import { fill } from "../src/resources/index.ts";
import { Responder } from "../src/responder.ts";
import { Workspace } from "../src/store/workspace.ts";
import { open, VERSIONS, type Body } from "./harness.ts";

test("every version is there that the package of descriptions has, oldest first", () => {
  const manifest = createRequire(import.meta.url).resolve("@intercom-openapi/specs/package.json");
  const files = readdirSync(join(dirname(manifest), "dist"));
  expect(VERSIONS.map((version) => `${version}.json`).toSorted()).toEqual(files.toSorted());
  expect([...VERSIONS].toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }))).toEqual(VERSIONS);
});

/** Until 2.12 a ticket's state was three properties. */
const FLAT = "2.11";
const NESTED = "2.12";

test("what is written through one version is read through the other as that one shows it", async () => {
  const { call, local } = await open({ seed: { contacts: 1 } });
  const contacts = [{ id: local.ids("contacts")[0] }];
  for (const version of VERSIONS) {
    const { body } = await call("POST", "/tickets", { ticket_type_id: "31", contacts }, version);
    const flat: Body = (await call("GET", `/tickets/${body.id}`, undefined, FLAT)).body;
    const nested: Body = (await call("GET", `/tickets/${body.id}`, undefined, NESTED)).body;
    expect(flat).toMatchObject({
      ticket_state: "submitted",
      ticket_state_internal_label: expect.any(String),
    });
    expect(nested.ticket_state).toMatchObject({
      category: "submitted",
      internal_label: flat.ticket_state_internal_label,
    });
    expect(nested).not.toHaveProperty("ticket_state_internal_label");
  }
});

test.each<[string, string, object]>([
  ["/articles", "title", { title: "Brakes", author_id: 7_100_231 }],
  ["/help_center/collections", "name", { name: "Repairs" }],
  ["/news/news_items", "title", { title: "Mine", sender_id: 7_100_231 }],
  ["/ticket_types", "name", { name: "Fault" }],
])(
  "what is written to %s in one version is changed in another, and the same in all",
  async (path, key, sent) => {
    const { call } = await open({ state: "empty" });
    for (const writer of VERSIONS) {
      const { id } = (await call("POST", path, sent, writer)).body;
      for (const changer of VERSIONS) {
        await call("PUT", `${path}/${id}`, { ...sent, [key]: `By ${changer}` }, changer);
        for (const reader of VERSIONS) {
          const { body } = await call("GET", `${path}/${id}`, undefined, reader);
          expect(body).toMatchObject({ id, [key]: `By ${changer}` });
        }
      }
    }
  },
);

/** A version to come: a property became a text, another an object, one is new and required, all examples are gone. */
function nextVersion(): VersionApi {
  const newest = [...versionApis().values()].at(-1);
  if (!newest) throw new Error("There is no version");
  const document = structuredClone(newest.document) as OpenApiDocument;
  const { contact } = document.components.schemas;
  Object.assign(contact?.properties ?? {}, {
    created_at: { type: "string" },
    role: { type: "object", required: ["name"], properties: { name: { type: "string" } } },
    planet: { type: "string", enum: ["earth", "mars"] },
  });
  contact?.required?.push("planet");
  const json = JSON.stringify(document, (key, value: unknown) => (key === "examples" ? undefined : value));
  return new VersionApi(JSON.parse(json) as OpenApiDocument);
}

test("a further version breaks none of those before, and is answered by its own schema", () => {
  const settings = settingsOf({ state: "examples", seed: {}, validateAnswers: true });
  const apis = new Map([...versionApis(), ["9.0", nextVersion()]]);
  const workspace = new Workspace(settings, [...apis.values()].toReversed());
  fill(workspace);
  const responder = new Responder(apis, { workspace }, new RateLimit(settings), settings);
  const get = (version: string, path: string) => {
    const headers = { authorization: `Bearer ${settings.token}`, "intercom-version": version };
    const asked = { id: "1", method: "GET", url: new URL(path, "http://127.0.0.1"), headers, body: "" };
    return responder.answer(asked, responder.target(asked));
  };
  const id = workspace.contacts.all()[0]?.id;
  const before = get(NESTED, `/contacts/${id}`).body as Body;
  expect(get("9.0", `/contacts/${id}`).body).toMatchObject({
    id,
    created_at: String(before.created_at),
    role: { name: "" },
    planet: "earth",
  });
  for (const version of apis.keys()) {
    for (const path of [
      "/contacts",
      "/companies",
      "/conversations",
      "/articles",
      "/tags",
      "/help_center/collections",
    ]) {
      expect(get(version, path).status, `${version} ${path}`).toBe(200);
    }
  }
});
