import { describe, expect, test } from "vitest";
import { open, VERSIONS, type Body } from "./harness.ts";

const opened = (version: string) => open({ state: "empty" }, version);

const idsOf = (items: Body[]): string[] => items.map(({ id }) => id);

describe.each(VERSIONS)("segments in %s", (version) => {
  test("hold the contacts of their kind, as long as there are any", async () => {
    const { call, local } = await opened(version);
    const [users, leads] = local.ids("segments");
    const counts = async () => {
      const { type, segments } = (await call("GET", "/segments?include_count=true")).body;
      expect(type).toBe("segment.list");
      return segments.map(({ count }: Body) => count);
    };
    expect(await counts()).toEqual([0, 0]);

    const user = (await call("POST", "/contacts", { email: "user@example.com" })).body;
    const lead = (await call("POST", "/contacts", { role: "lead", email: "lead@example.com" })).body;
    expect(await counts()).toEqual([1, 1]);
    const of = async (id: string) => idsOf((await call("GET", `/contacts/${id}/segments`)).body.data);
    expect([await of(user.id), await of(lead.id)]).toEqual([[users], [leads]]);

    await call("PUT", `/contacts/${lead.id}`, { role: "user" });
    expect([await of(lead.id), await counts()]).toEqual([[users], [2, 0]]);
    await call("POST", `/contacts/${user.id}/archive`);
    expect([await of(user.id), await counts()]).toEqual([[], [1, 0]]);
    await call("DELETE", `/contacts/${lead.id}`);
    expect(await counts()).toEqual([0, 0]);
  });

  test("are listed without their size unless it is asked for", async () => {
    const { call, local } = await opened(version);
    const { segments } = (await call("GET", "/segments")).body;
    expect(idsOf(segments)).toEqual(local.ids("segments"));
    expect(segments[0]).not.toHaveProperty("count");
    expect((await call("GET", `/segments/${segments[0].id}`)).body).toEqual(segments[0]);
    const { status, body } = await call("GET", "/segments/none");
    expect([status, body.errors[0].code]).toEqual([404, "not_found"]);
    expect((await call("GET", "/contacts/none/segments")).status).toBe(404);
  });

  test("find contacts in a search", async () => {
    const { call, local } = await opened(version);
    const [users, leads] = local.ids("segments");
    await call("POST", "/contacts", { email: "user@example.com" });
    await call("POST", "/contacts", { role: "lead", email: "lead@example.com" });
    const found = async (operator: string, value: string | undefined) => {
      const query = { field: "segment_id", operator, value };
      return (await call("POST", "/contacts/search", { query })).body.data.map(({ role }: Body) => role);
    };
    expect(await found("=", users)).toEqual(["user"]);
    expect(await found("=", leads)).toEqual(["lead"]);
    expect(await found("!=", leads)).toEqual(["user"]);
    expect(await found("=", "none")).toEqual([]);
  });

  test("hold companies with such contacts", async () => {
    const { call, local } = await opened(version);
    const [users, leads] = local.ids("segments");
    const company = (await call("POST", "/companies", { company_id: "one", name: "One" })).body;
    expect(company.segments.segments).toEqual([]);
    await call("POST", "/companies", { company_id: "two", name: "Two" });
    const { id } = (await call("POST", "/contacts", { email: "user@example.com" })).body;
    await call("POST", `/contacts/${id}/companies`, { id: company.id });
    expect(idsOf((await call("GET", `/companies/${company.id}`)).body.segments.segments)).toEqual([users]);
    expect(idsOf((await call("GET", `/companies/${company.id}/segments`)).body.data)).toEqual([users]);
    expect(idsOf((await call("GET", `/companies?segment_id=${users}`)).body.data)).toEqual([company.id]);
    expect((await call("GET", `/companies?segment_id=${leads}`)).body.data).toEqual([]);
    await call("DELETE", `/contacts/${id}/companies/${company.id}`);
    expect((await call("GET", `/companies/${company.id}/segments`)).body.data).toEqual([]);
  });
});

describe.each(VERSIONS)("subscriptions in %s", (version) => {
  test("are chosen and given up again", async () => {
    const { call, local } = await opened(version);
    const types = (await call("GET", "/subscription_types")).body.data;
    expect(idsOf(types)).toEqual(local.ids("subscription_types"));
    const [optIn, optOut] = ["opt_in", "opt_out"].map((consent) =>
      types.find(({ consent_type }: Body) => consent_type === consent),
    );
    const { id } = (await call("POST", "/contacts", { email: "a@example.com" })).body;
    const path = `/contacts/${id}/subscriptions`;
    expect((await call("GET", path)).body).toEqual({ type: "list", data: [] });

    for (const type of [optIn, optOut, optIn]) {
      const sent = { id: type.id, consent_type: type.consent_type };
      expect((await call("POST", path, sent)).body).toEqual(type);
    }
    expect((await call("GET", path)).body.data).toEqual([optIn, optOut]);
    expect((await call("GET", `/contacts/${id}`)).body).toMatchObject({
      opted_in_subscription_types: { data: [{ id: optIn.id }], total_count: 1, url: path },
      opted_out_subscription_types: { data: [{ id: optOut.id }], total_count: 1, url: path },
    });

    expect((await call("DELETE", `${path}/${optIn.id}`)).body).toEqual(optIn);
    expect((await call("GET", path)).body.data).toEqual([optOut]);
    expect((await call("GET", `/contacts/${id}`)).body.opted_in_subscription_types.total_count).toBe(0);
    expect((await call("DELETE", `${path}/${optIn.id}`)).status).toBe(404);
  });

  test("are refused where there is none, or in the other kind of consent", async () => {
    const { call } = await opened(version);
    const { id } = (await call("POST", "/contacts", { email: "a@example.com" })).body;
    const path = `/contacts/${id}/subscriptions`;
    const sent = { id: "1501", consent_type: "opt_in" };
    const refused = [
      [await call("POST", "/contacts/none/subscriptions", sent), 404, "not_found"],
      [await call("POST", path, { ...sent, id: "1" }), 404, "not_found"],
      [await call("DELETE", `${path}/1`), 404, "not_found"],
      [await call("POST", path, { ...sent, consent_type: "opt_out" }), 422, "unprocessable_entity"],
    ] as const;
    for (const [{ status, body }, expected, code] of refused) {
      expect([status, body.errors[0].code]).toEqual([expected, code]);
    }
    expect((await call("GET", path)).body.data).toEqual([]);
  });

  test("go over to the user that a lead is merged into", async () => {
    const { call } = await opened(version);
    const lead = (await call("POST", "/contacts", { role: "lead", email: "lead@example.com" })).body;
    const user = (await call("POST", "/contacts", { email: "user@example.com" })).body;
    await call("POST", `/contacts/${lead.id}/subscriptions`, { id: 1501, consent_type: "opt_in" });
    await call("POST", "/contacts/merge", { from: lead.id, into: user.id });
    expect(idsOf((await call("GET", `/contacts/${user.id}/subscriptions`)).body.data)).toEqual(["1501"]);
  });
});
