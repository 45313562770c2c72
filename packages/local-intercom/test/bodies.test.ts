import { operationsOf } from "@intercom-openapi/descriptions/reading";
import { describe, expect, test } from "vitest";
import { versionApis } from "../src/description/descriptions.ts";
import { openIn, VERSIONS } from "./harness.ts";

describe.each(VERSIONS)("a body in %s", (version) => {
  test("changes nothing by what the operation does not declare", async () => {
    const { ask, local } = await openIn(version);
    const foreign = {
      id: "1",
      type: "x",
      created_at: 1,
      updated_at: 1,
      workspace_id: "x",
      app_id: "x",
      url: "x",
    };
    const bodies: Record<string, object> = {
      "/contacts": { email: "mira@example.com", has_hard_bounced: true, location: { country: "Ireland" } },
      "/companies": { company_id: "acme", session_count: 5 },
      "/articles": { title: "Brakes", author_id: 7_100_231 },
      "/help_center/collections": { name: "Repairs" },
    };
    for (const [path, body] of Object.entries(bodies)) {
      const plain = (await ask("POST", path, body)).body;
      const own = `${path}/${plain.id}`;
      const changed = await ask("PUT", own, { ...body, ...foreign });
      expect(changed.body, path).toEqual(plain);
      expect((await ask("GET", own)).body, path).toEqual(plain);
      // what is answered can be sent back, though not all of it has the form of a request
      const { name, title } = plain;
      expect((await ask("PUT", own, { ...foreign, ...(title ? { title } : { name }) })).status, path).toBe(
        200,
      );
    }
    const [contact] = local.ids("contacts");
    const { has_hard_bounced, location } = (await ask("GET", `/contacts/${contact}`)).body;
    expect([has_hard_bounced, location.country]).toEqual([false, null]);
    expect((await ask("POST", "/contacts", { ...foreign, email: "tomasz@example.com" })).body.id).not.toBe(
      "1",
    );
  });

  test("that is no JSON is refused before there is a list of errors, whatever the operation", async () => {
    const { ask, local } = await openIn(version);
    const headers = { Authorization: `Bearer ${local.token}`, "Intercom-Version": version };
    const taking = operationsOf(versionApis().get(version)!.document).filter(
      ({ operation }) => operation.requestBody,
    );
    expect(taking.length).toBeGreaterThan(40);
    for (const { method, path } of taking) {
      const init = { method: method.toUpperCase(), headers, body: '{"name":' };
      const response = await fetch(local.url + path.replaceAll(/[{}]/g, ""), init);
      expect([response.status, await response.json()], path).toEqual([
        400,
        { status: 400, error: "The body cannot be read as JSON" },
      ]);
    }
    expect((await ask("GET", "/tags")).body.data).toEqual([]);
  });

  test.each<[string, object, [number, string]]>([
    ["/articles", { title: "Brakes" }, [400, "parameter_not_found"]],
    ["/help_center/collections", {}, [400, "parameter_not_found"]],
    [
      "/messages",
      { message_type: "inapp", from: { type: "admin", id: "7100231" }, to: { type: "user", id: "1" } },
      [400, "parameter_invalid"],
    ],
    [
      "/messages",
      {
        message_type: "inapp",
        body: null,
        from: { type: "admin", id: "7100231" },
        to: { type: "user", id: "1" },
      },
      [400, "parameter_invalid"],
    ],
    [
      "/messages",
      {
        message_type: "email",
        template: "plain",
        body: "Hi",
        from: { type: "admin", id: "7100231" },
        to: { type: "user", id: "1" },
      },
      [422, "parameter_not_found"],
    ],
    [
      "/messages",
      { body: "Hi", from: { type: "admin", id: "7100231" }, to: { type: "user", id: "1" } },
      [400, "parameter_invalid"],
    ],
    ["/data_attributes", { name: "plan", model: "contact", data_type: "blob" }, [400, "parameter_invalid"]],
    // where the description has no words for it
    ["/tickets", { ticket_type_id: "31" }, [400, "parameter_invalid"]],
  ])("of %s that does not fit is refused as described: %j", async (path, body, refused) => {
    const { refusal } = await openIn(version);
    expect(await refusal("POST", path, body)).toEqual(refused);
  });

  test("that lacks nothing is told what is wrong with it", async () => {
    const { ask } = await openIn(version);
    const to = { type: "robot", id: "1" };
    const sent = { message_type: "inapp", body: "Hi", from: { type: "admin", id: "7100231" }, to };
    const { body } = await ask("POST", "/messages", sent);
    expect(body.errors[0].message).toContain("/to/type must be");
  });

  test("that is an empty object goes with every operation that takes none", async () => {
    const { ask, refusal } = await openIn(version);
    const { id } = (await ask("POST", "/contacts", { email: "mira@example.com" })).body;
    expect((await ask("POST", `/contacts/${id}/archive`, {})).body.archived).toBe(true);
    expect((await ask("POST", "/companies/list", {})).status).toBe(200);
    expect(await refusal("POST", `/contacts/${id}/unarchive`, { id })).toEqual([400, "parameter_invalid"]);
  });
});
