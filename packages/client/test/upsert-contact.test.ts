import { getEventListeners } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { API_VERSIONS } from "../src/generated/versions.ts";
import { IntercomApiError, upsertContact } from "../src/index.ts";
import { connect, rejection } from "./support/client.ts";
import { passing, stopClock } from "./support/clock.ts";
import { serveContacts } from "./support/contacts.ts";
import { json, problem, serve } from "./support/serve.ts";

const mira = { external_id: "user-4821", email: "mira.okafor@example.com" };
const quick = { search: { delayMs: 5 } };

describe("upsertContact", () => {
  test("creates a contact that is not there", async () => {
    const { url, calls } = await serveContacts();
    const { contact, created } = await upsertContact(connect(url), { ...mira, name: "Mira" });
    expect(contact).toMatchObject({ ...mira, name: "Mira" });
    expect(created).toBe(true);
    expect(calls()).toEqual(["POST /contacts"]);
  });

  test("updates the contact that the 409 names", async () => {
    const { url, calls, add, contacts } = await serveContacts();
    const { id } = add(mira);
    const body = { ...mira, name: "Mira Okafor" };
    const { contact, created } = await upsertContact(connect(url), body);
    expect(contact).toMatchObject({ id, name: "Mira Okafor" });
    expect(created).toBe(false);
    expect(calls()).toEqual(["POST /contacts", "PUT /contacts/{id}"]);
    expect(contacts).toHaveLength(1);
    expect(body).toEqual({ ...mira, name: "Mira Okafor" });
  });

  test("unarchives an archived contact first", async () => {
    const { url, calls, add, contacts } = await serveContacts();
    add({ ...mira, archived: true });
    const { created } = await upsertContact(connect(url), { ...mira, name: "Mira" });
    expect(created).toBe(false);
    expect(calls()).toEqual(["POST /contacts", "POST /contacts/{id}/unarchive", "PUT /contacts/{id}"]);
    expect(contacts).toMatchObject([{ archived: false, name: "Mira" }]);
  });

  test.each(API_VERSIONS)("ends with one contact when many run at once, in %s", async (version) => {
    const { url, contacts } = await serveContacts();
    const client = connect(url).withOptions({ version });
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) => upsertContact(client, { ...mira, name: `Mira ${index}` })),
    );
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(results.map(({ contact }) => contact.id))).toHaveProperty("size", 1);
    expect(contacts).toHaveLength(1);
  });

  test("ends with one contact when many run at once for an archived one", async () => {
    const { url, add, contacts } = await serveContacts();
    add({ ...mira, archived: true });
    const client = connect(url);
    await Promise.all(Array.from({ length: 5 }, () => upsertContact(client, mira)));
    expect(contacts).toMatchObject([{ archived: false }]);
    expect(contacts).toHaveLength(1);
  });

  test("does not create a second contact when the answer to the first create is lost", async () => {
    const contacts = await serveContacts();
    const { url, seen } = await serve(async (answer, { method, url: path, body }, count) => {
      const init = { method, ...(body && { body }), headers: { "Content-Type": "application/json" } };
      const passed = await fetch(contacts.url + path, init);
      if (count === 1) answer.destroy();
      else json(answer, passed.status, await passed.json());
    });
    const { contact } = await upsertContact(connect(url), { ...mira, name: "Mira" });
    expect(contact).toMatchObject({ name: "Mira" });
    expect(contacts.contacts).toHaveLength(1);
    expect(seen.map(({ method }) => method)).toEqual(["POST", "POST", "PUT"]);
  });

  test.each([undefined, null, ""])(
    "sends a lead with the external id %j once, since Intercom would make two of it",
    async (external_id) => {
      const { url, seen } = await serve((answer) => problem(answer, 500));
      const lead = { role: "lead", email: mira.email, ...(external_id !== undefined && { external_id }) };
      const error = await rejection(upsertContact(connect(url), lead));
      expect(error).toMatchObject({ status: 500, attempts: 1 });
      expect(seen).toHaveLength(1);
    },
  );

  test("creates again what was deleted or merged in between", async () => {
    const { url, calls, add, contacts } = await serveContacts();
    const gone = add(mira);
    const hooks = {
      onResponse: ({ status }: { status: number }) =>
        void (status === 409 && contacts.splice(contacts.indexOf(gone))),
    };
    const { created } = await upsertContact(connect(url, { hooks }), mira);
    expect(created).toBe(true);
    expect(calls()).toEqual(["POST /contacts", "PUT /contacts/{id}", "POST /contacts"]);
  });

  test("rejects with the error of the update when two contacts share the details", async () => {
    const { url, add, calls } = await serveContacts();
    add({ external_id: mira.external_id });
    add({ email: mira.email });
    const error = await rejection(upsertContact(connect(url), mira));
    expect(error).toBeInstanceOf(IntercomApiError);
    expect(error).toMatchObject({ status: 409, existingId: "6650a1" });
    expect(calls()).toEqual(["POST /contacts", "PUT /contacts/{id}"]);
  });

  test("rejects with the error of the update when each contact that is in the way is gone at once", async () => {
    const conflict = { errors: [{ code: "conflict", message: "It is there already, with id=6650a0" }] };
    const { url, seen } = await serve((answer, { method }) =>
      method === "PUT" ? problem(answer, 404, "not_found") : json(answer, 409, conflict),
    );
    expect(await rejection(upsertContact(connect(url), mira))).toMatchObject({ status: 404 });
    expect(seen.map(({ method }) => method)).toEqual(["POST", "PUT", "POST", "PUT", "POST", "PUT"]);
  });

  test("unarchives once more where the first answer is lost", async () => {
    const contacts = await serveContacts();
    contacts.add({ ...mira, archived: true });
    const { url, seen } = await serve(async (answer, { method, url: path, body }, count) => {
      if (count === 2) return answer.destroy();
      const init = { method, ...(body && { body }), headers: { "Content-Type": "application/json" } };
      const passed = await fetch(contacts.url + path, init);
      return json(answer, passed.status, await passed.json());
    });
    expect((await upsertContact(connect(url), mira)).created).toBe(false);
    expect(seen).toHaveLength(4);
  });

  test("rejects with any other error, and changes nothing", async () => {
    const { url, seen } = await serve((answer) => problem(answer, 401, "unauthorized"));
    expect(await rejection(upsertContact(connect(url), mira))).toMatchObject({ status: 401 });
    expect(seen).toHaveLength(1);
  });
});

describe("where the 409 does not say which contact is in the way", () => {
  test("searches until the search knows it", async () => {
    const { url, calls, add } = await serveContacts({ namesId: false, foundBySearch: 3 });
    const { id } = add(mira);
    const { contact } = await upsertContact(connect(url), { ...mira, name: "Mira" }, quick);
    expect(contact).toMatchObject({ id, name: "Mira" });
    expect(calls()).toEqual([
      "POST /contacts",
      ...Array.from({ length: 3 }, () => "POST /contacts/search"),
      "PUT /contacts/{id}",
    ]);
  });

  test("finds it by e-mail address alone, and passes over leads", async () => {
    const { url, add } = await serveContacts({ namesId: false });
    add({ email: mira.email, role: "lead" });
    const { id } = add({ email: mira.email });
    const { contact } = await upsertContact(connect(url), { email: mira.email }, quick);
    expect(contact.id).toBe(id);
  });

  test("takes the one with the external id before one with the e-mail address", async () => {
    const { url, add, seen } = await serveContacts({ namesId: false });
    add({ external_id: "another", email: mira.email });
    const { id } = add({ external_id: mira.external_id });
    expect(await rejection(upsertContact(connect(url), mira, quick))).toMatchObject({ status: 409 });
    expect(seen.at(-1)!.url).toBe(`/contacts/${id}`);
  });

  test("does not search for a contact that has neither", async () => {
    const { url, seen } = await serve((answer) => problem(answer, 409, "conflict"));
    const call = upsertContact(connect(url), { role: "lead", name: "Mira" }, quick);
    expect(await rejection(call)).toMatchObject({ status: 409 });
    expect(seen).toHaveLength(1);
  });

  test("gives up after `limit` searches, each wait twice the last, with the 409", async () => {
    stopClock();
    const at: number[] = [];
    const fetch = async ({ url }: Request) => {
      if (!url.endsWith("/search")) return Response.json({ errors: [{ code: "conflict" }] }, { status: 409 });
      at.push(performance.now());
      return Response.json({ data: [] });
    };
    const client = connect("http://127.0.0.1:1", { fetch });
    const { signal } = new AbortController();
    const call = upsertContact(client, mira, { search: { limit: 4, delayMs: 500 }, signal });
    expect(await rejection(passing(call))).toMatchObject({ status: 409, existingId: undefined });
    expect(at.map((ms) => ms - at[0]!)).toEqual([0, 500, 1500, 3500]);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("stops at once with the signal", async () => {
    stopClock();
    const { url, calls, add, arrived, idle } = await serveContacts({ namesId: false, foundBySearch: 99 });
    add(mira);
    const controller = new AbortController();
    const reason = new Error("no longer wanted");
    const call = rejection(upsertContact(connect(url), mira, { signal: controller.signal }));
    await arrived(2);
    await idle();
    controller.abort(reason);
    expect(await call).toBe(reason);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls()).toEqual(["POST /contacts", "POST /contacts/search"]);
  });
});

describe("whatever is answered, it ends in a contact or an error of the client's", () => {
  const CONFLICT = { errors: [{ code: "conflict", message: "It is there already" }] };
  const FOUND = { data: [{ id: "6650a0", external_id: mira.external_id }] };

  test.each<[string, [number, unknown], [number, unknown], [number, unknown], string]>([
    ["a create without content", [204, undefined], [200, FOUND], [200, {}], "IntercomParseError"],
    ["a create without a contact", [200, {}], [200, FOUND], [200, {}], "IntercomParseError"],
    ["an update without content", [409, CONFLICT], [200, FOUND], [204, undefined], "IntercomParseError"],
    ["a search without content", [409, CONFLICT], [204, undefined], [200, {}], "IntercomParseError"],
    ["a search of nothing", [409, CONFLICT], [200, { data: [null, 0] }], [200, {}], "IntercomApiError"],
    ["a search that is no list", [409, CONFLICT], [200, { data: 5 }], [200, {}], "IntercomApiError"],
  ])("%s", async (_, created, found, updated, name) => {
    const { url } = await serve((answer, { method, url: path }) => {
      const [status, body] = method === "PUT" ? updated : path.endsWith("/search") ? found : created;
      answer.writeHead(status).end(body === undefined ? "" : JSON.stringify(body));
    });
    const search = { limit: 2, delayMs: 1 };
    expect(await rejection(upsertContact(connect(url), mira, { search }))).toMatchObject({ name });
  });

  test.each<[number, object | undefined, string]>([
    [204, undefined, ""],
    [200, { name: "Mira" }, '{"name":"Mira"}'],
    [200, { name: "m".repeat(300) }, `{"name":"${"m".repeat(191)}`],
  ])("%i with %j: says what is missing, and shows how the answer begins", async (status, body, excerpt) => {
    const { url } = await serve((answer) => answer.writeHead(status).end(JSON.stringify(body)));
    const error = await rejection(upsertContact(connect(url), mira));
    expect(error).toMatchObject({ message: `${status} with no \`id\``, status, excerpt });
  });

  test.each([{ limit: NaN }, { limit: -1 }, { delay: 5 }, { delayMs: NaN }, { delayMs: -1 }])(
    "a search of %o is refused, and nothing is sent",
    async (search) => {
      const { url, seen } = await serve((answer) => json(answer, 200, { id: "1" }));
      expect(await rejection(upsertContact(connect(url), mira, { search }))).toMatchObject({
        name: "IntercomUsageError",
      });
      expect(seen).toHaveLength(0);
    },
  );

  test.each([null, undefined, "mira"])("%j as a contact is refused, and nothing is sent", async (none) => {
    const { url, seen } = await serve((answer) => json(answer, 200, { id: "1" }));
    expect(await rejection(upsertContact(connect(url), none as never))).toMatchObject({
      name: "IntercomUsageError",
      message: "The contact must be an object",
    });
    expect(seen).toHaveLength(0);
  });
});
