import { describe, expect, test } from "vitest";
import { clock, open, VERSIONS, type Body } from "./harness.ts";

describe.each(VERSIONS)("companies in %s", (version) => {
  async function opened() {
    const { call } = await open({ state: "empty" });
    return (method: string, path: string, body?: unknown) => call(method, path, body, version);
  }

  test("are created and updated by company_id", async () => {
    const call = await opened();
    const first = (await call("POST", "/companies", { company_id: "acme", name: "Acme", plan: "Pro" })).body;
    const second = (await call("POST", "/companies", { company_id: "acme", size: 9 })).body;
    expect(second).toMatchObject({ id: first.id, name: "Acme", size: 9, plan: { name: "Pro" } });
    expect((await call("GET", "/companies?company_id=acme")).body.id).toBe(first.id);
    expect((await call("GET", "/companies?name=Acme")).body.id).toBe(first.id);
    expect((await call("GET", "/companies")).body.total_count).toBe(1);
  });

  test("keep whole numbers of what they spend", async () => {
    const call = await opened();
    const { body } = await call("POST", "/companies", { company_id: "acme", monthly_spend: 99.9 });
    expect(body.monthly_spend).toBe(99);
    const { body: updated } = await call("PUT", `/companies/${body.id}`, { monthly_spend: 12.5 });
    expect(updated.monthly_spend).toBe(12);
  });

  test("have no name until they are given one", async () => {
    const call = await opened();
    const { body } = await call("POST", "/companies", { company_id: "acme" });
    expect(body).not.toHaveProperty("name");
    expect((await call("PUT", `/companies/${body.id}`, { name: "Acme" })).body.name).toBe("Acme");
  });

  test("answer 404 with their own code", async () => {
    const call = await opened();
    for (const path of ["/companies/none", "/companies?company_id=none", "/companies/none/contacts"]) {
      const { status, body } = await call("GET", path);
      expect([path, status, body.errors[0].code]).toEqual([path, 404, "company_not_found"]);
    }
  });

  test("have contacts that come and go", async () => {
    const call = await opened();
    const company = (await call("POST", "/companies", { company_id: "acme" })).body;
    const contact = (await call("POST", "/contacts", { email: "a@example.com" })).body;
    expect(
      (await call("POST", `/contacts/${contact.id}/companies`, { id: company.id })).body.user_count,
    ).toBe(1);
    expect((await call("GET", `/companies/${company.id}/contacts`)).body.data[0].id).toBe(contact.id);
    expect((await call("GET", `/contacts/${contact.id}/companies`)).body.data[0].id).toBe(company.id);
    await call("DELETE", `/contacts/${contact.id}/companies/${company.id}`);
    expect((await call("GET", `/companies/${company.id}/contacts`)).body.total_count).toBe(0);
  });

  test("are refused to contacts where there is none, and beyond a thousand", async () => {
    const { call, local } = await open({ seed: { contacts: 1, companies: 1000 } }, version);
    const [contact] = local.ids("contacts");
    const [first] = local.ids("companies");
    const path = `/contacts/${contact}/companies`;
    const codeOf = async (method: string, at: string, body?: object) => {
      const answer = await call(method, at, body);
      return [answer.status, answer.body.errors?.[0].code];
    };
    const { id } = (await call("POST", "/companies", { company_id: "one-more" })).body;
    expect(await codeOf("POST", path, { id })).toEqual([400, "contact_company_limit_exceeded"]);
    expect(await codeOf("POST", path, { id: first })).toEqual([200, undefined]);
    expect(await codeOf("DELETE", `${path}/${first}`)).toEqual([200, undefined]);
    expect(await codeOf("POST", path, { id })).toEqual([200, undefined]);
    expect(await codeOf("DELETE", `${path}/${first}`)).toEqual([404, "company_not_found"]);
    expect(await codeOf("POST", path, { id: "none" })).toEqual([404, "company_not_found"]);
    expect(await codeOf("POST", path, { id: "" })).toEqual([400, "parameter_not_found"]);
    expect((await call("GET", path)).body.total_count).toBe(1000);
  });

  test("are gone once deleted, for their contacts too", async () => {
    const call = await opened();
    const { id } = (await call("POST", "/companies", { company_id: "acme" })).body;
    const contact = (await call("POST", "/contacts", { email: "a@example.com" })).body;
    await call("POST", `/contacts/${contact.id}/companies`, { id });
    expect((await call("DELETE", `/companies/${id}`)).body).toEqual({ id, object: "company", deleted: true });
    expect((await call("GET", `/companies/${id}`)).status).toBe(404);
    expect((await call("GET", `/contacts/${contact.id}`)).body.companies.total_count).toBe(0);
  });

  test("are listed newest first, or oldest first", async () => {
    const { call, local } = await open({ seed: { companies: 3 } });
    const idsBy = async (order: string) =>
      (await call("POST", `/companies/list?order=${order}`)).body.data.map(({ id }: Body) => id);
    expect(await idsBy("asc")).toEqual(local.ids("companies"));
    expect(await idsBy("desc")).toEqual(local.ids("companies").toReversed());
  });

  test("are filtered by tag", async () => {
    const call = await opened();
    await call("POST", "/companies", { company_id: "one" });
    const two = (await call("POST", "/companies", { company_id: "two" })).body;
    const tag = (await call("POST", "/tags", { name: "VIP", companies: [{ id: two.id }] })).body;
    const { data } = (await call("GET", `/companies?tag_id=${tag.id}`)).body;
    expect(data.map(({ id }: { id: string }) => id)).toEqual([two.id]);
    expect(data[0].tags.tags).toEqual([{ type: "tag", id: tag.id, name: "VIP" }]);
  });
});

describe("a scroll", () => {
  test("repeats its token and ends with an empty page", async () => {
    const { call } = await open({ seed: { companies: 5 }, scrollPageSize: 2 });
    const pages = [(await call("GET", "/companies/scroll")).body];
    const token = pages[0].scroll_param;
    while (pages.at(-1).data.length > 0) {
      pages.push((await call("GET", `/companies/scroll?scroll_param=${token}`)).body);
    }
    expect(pages.map(({ data }) => data.length)).toEqual([2, 2, 1, 0]);
    expect(pages.map(({ scroll_param }) => scroll_param)).toEqual([token, token, token, token]);
    const after = await call("GET", `/companies/scroll?scroll_param=${token}`);
    expect([after.status, after.body.errors[0].code]).toEqual([404, "not_found"]);
  });

  test("is the only one until it has ended", async () => {
    const { call } = await open({ seed: { companies: 1 } });
    const { scroll_param } = (await call("GET", "/companies/scroll")).body;
    const second = await call("GET", "/companies/scroll");
    expect([second.status, second.body.errors[0].code]).toEqual([400, "scroll_exists"]);
    await call("GET", `/companies/scroll?scroll_param=${scroll_param}`);
    expect((await call("GET", "/companies/scroll")).status).toBe(200);
  });

  test("expires when it is left idle", async () => {
    const { now, pass } = clock();
    const { call } = await open({ seed: { companies: 9 }, scrollPageSize: 2, scrollIdleMs: 1000, now });
    const { scroll_param } = (await call("GET", "/companies/scroll")).body;
    pass(999);
    expect((await call("GET", `/companies/scroll?scroll_param=${scroll_param}`)).status).toBe(200);
    pass(1000);
    expect((await call("GET", `/companies/scroll?scroll_param=${scroll_param}`)).status).toBe(404);
    expect((await call("GET", "/companies/scroll")).status).toBe(200);
  });

  test("echoes its token for ever with repeatScrollToken", async () => {
    const { call } = await open({ seed: { companies: 1 }, repeatScrollToken: true });
    const { scroll_param } = (await call("GET", "/companies/scroll")).body;
    for (let round = 0; round < 3; round += 1) {
      const { body } = await call("GET", `/companies/scroll?scroll_param=${scroll_param}`);
      expect(body).toMatchObject({ data: [], scroll_param });
    }
  });

  test("cannot go on after a server error", async () => {
    const { call } = await open({
      seed: { companies: 5 },
      scrollPageSize: 2,
      faults: ({ index }) => (index === 2 ? { kind: "status", status: 500 } : undefined),
    });
    const { scroll_param } = (await call("GET", "/companies/scroll")).body;
    const next = `/companies/scroll?scroll_param=${scroll_param}`;
    expect((await call("GET", next)).status).toBe(500);
    expect((await call("GET", next)).status).toBe(404);
    expect((await call("GET", "/companies/scroll")).body.data).toHaveLength(2);
  });
});

test("a company counts the contacts that its list has", async () => {
  const { call, local } = await open({ seed: { contacts: 3, companies: 1 } });
  const [[company], [contact]] = [local.ids("companies"), local.ids("contacts")];
  const counted = async () => [
    (await call("GET", `/companies/${company}`)).body.user_count,
    (await call("GET", `/companies/${company}/contacts`)).body.total_count,
  ];
  expect(await counted()).toEqual([3, 3]);
  await call("POST", `/contacts/${contact}/archive`);
  expect(await counted()).toEqual([2, 2]);
  await call("POST", `/contacts/${contact}/unarchive`);
  expect(await counted()).toEqual([3, 3]);
});

test("beyond 10,000 companies only a scroll leads", async () => {
  const { call } = await open({ seed: { companies: 10_001 }, validateAnswers: false });
  expect((await call("POST", "/companies/list?per_page=50&page=200")).body.data).toHaveLength(50);
  for (const beyond of ["per_page=50&page=201", "per_page=60&page=167"]) {
    const { status, body } = await call("POST", `/companies/list?${beyond}`);
    expect([beyond, status, body.errors[0].code]).toEqual([beyond, 400, "bad_request"]);
  }
});
