import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { pipeline, Readable } from "node:stream";
import { json } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { startLocalIntercom } from "../src/index.ts";
import { caller, open, type Body } from "./harness.ts";

const MEGABYTE = Buffer.alloc(1_000_000, " ");

/** A request as nobody should write it; what comes back as text. */
function raw(url: string, text: string): Promise<string> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1", () => socket.write(text));
    const chunks: string[] = [];
    socket.setEncoding("utf8").on("data", (chunk: string) => chunks.push(chunk));
    socket.on("error", reject).on("close", () => resolve(chunks.join("")));
  });
}

function nested(depth: number): string {
  return `{"query":${'{"operator":"AND","value":['.repeat(depth)}${"]}".repeat(depth)}}`;
}

describe("a body is refused", () => {
  test.each([51, 3000, 100_000])("that is nested %i levels deep", async (depth) => {
    const { local } = await open({ state: "empty" });
    const headers = { Authorization: `Bearer ${local.token}`, "Intercom-Version": "2.12" };
    const init = { method: "POST", headers, body: nested(depth) };
    const answer = await fetch(`${local.url}/contacts/search`, init);
    expect([answer.status, ((await answer.json()) as Body).errors[0].code]).toEqual([400, "bad_request"]);
  });
});

test("a body is refused that has more in it than can be checked in time", async () => {
  const { call } = await open({ state: "empty" });
  const search = (count: number) => {
    const value = Array.from({ length: count }, (_, index) => `${index}@example.com`);
    return call("POST", "/contacts/search", { query: { field: "email", operator: "IN", value } });
  };
  expect((await search(1000)).status).toBe(200);
  const { status, body } = await search(100_000);
  expect([status, body.errors[0].code]).toEqual([400, "bad_request"]);
});

describe("what every object has is no field of a search", () => {
  const names = ["constructor", "__proto__", "toString", "hasOwnProperty", "custom_attributes."];
  test.each(names)("%s", async (field) => {
    const { call } = await open({ seed: { contacts: 1, conversations: 1, tickets: 1 } });
    for (const path of ["/contacts/search", "/conversations/search", "/tickets/search"]) {
      const { status, body } = await call("POST", path, { query: { field, operator: "=", value: "x" } });
      expect([status, body.errors[0].code], path).toEqual([400, "field_not_found"]);
    }
  });

  test.each(["constructor", "__proto__"])("but the workspace can have an attribute %s", async (name) => {
    const { call, local } = await open({ seed: { contacts: 2 } });
    const [id] = local.ids("contacts");
    const sent = JSON.parse(`{"custom_attributes":{"${name}":"x"}}`) as object;
    expect((await call("PUT", `/contacts/${id}`, sent)).status).toBe(400);
    await call("POST", "/data_attributes", { name, model: "contact", data_type: "string" });
    expect((await call("PUT", `/contacts/${id}`, sent)).status).toBe(200);
    const query = { field: `custom_attributes.${name}`, operator: "=", value: "x" };
    const { body } = await call("POST", "/contacts/search", { query });
    expect(body.total_count).toBe(1);
  });
});

describe("a host is refused that is none", () => {
  test.each(["a b", "[", "h:99999", "a@b", "a/b", "", "%"])("%j", async (host) => {
    const { local } = await open({ state: "empty" });
    const text = `GET /contacts HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${local.token}\r\nIntercom-Version: 2.12\r\nConnection: close\r\n\r\n`;
    const answer = await raw(local.url, text);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"code":"bad_request"');
  });

  test("also where a proxy names it", async () => {
    const { local } = await open({ state: "empty" });
    const headers = {
      Authorization: `Bearer ${local.token}`,
      "Intercom-Version": "2.12",
      "X-Forwarded-Host": "a b",
    };
    expect((await fetch(`${local.url}/contacts`, { headers })).status).toBe(400);
  });
});

test.each(["//", "/%", "/contacts/%zz", "/contacts/%00", "*", "/contacts?per_page=%", "http://[/x"])(
  "the path %s is answered, whatever it is",
  async (path) => {
    const { local } = await open({ state: "empty" });
    const headers = { Authorization: `Bearer ${local.token}`, "Intercom-Version": "2.12" };
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const { port } = new URL(local.url);
      request({ port, host: "127.0.0.1", path, headers }, (answer) => resolve(answer.resume().statusCode))
        .on("error", reject)
        .end();
    });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  },
);

describe("an option is refused that cannot be", () => {
  test.each<[object, string]>([
    [{ seed: { contact: 5 } }, 'seed knows no "contact"; it takes contacts, companies'],
    [{ seed: { constructor: 5 } }, 'seed knows no "constructor"'],
    [{ seed: { contacts: -1 } }, "seed.contacts takes a whole number from 0 to 1000000, not -1"],
    [{ seed: { contacts: Number.NaN } }, "seed.contacts takes a whole number"],
    [{ seed: { tags: 1.5 } }, "seed.tags takes a whole number"],
    [{ seed: { tags: Infinity } }, "seed.tags takes a whole number"],
    [{ port: 70_000 }, "port takes a whole number from 0 to 65535, not 70000"],
    [{ state: "full" }, 'state takes "examples", "empty" or what save() gave, not "full"'],
    [{ token: "" }, "token takes a text"],
    [{ token: "a\nb" }, "token takes a text"],
    [{ rateLimit: { limit: 1, windowMs: 0 } }, "rateLimit.windowMs takes a whole number from 1"],
    [{ rateLimit: { limit: 1 } }, "rateLimit.windowMs takes a whole number from 1"],
    [{ rateLimit: 5 }, "rateLimit takes an object, not 5"],
    [{ seeds: { contacts: 5 } }, 'There is no option "seeds"; it takes token, port'],
    [{ export: { outcome: "done" } }, 'export.outcome takes completed, failed, no_data, not "done"'],
    // every address of the machine, to Node.js
    [{ host: "" }, "host takes a text without spaces"],
    [{ state: null }, "it is something else"],
    [{ latencyMs: [1] }, "latencyMs takes a number, or two"],
    // not even the first page would come
    [{ scrollIdleMs: 0 }, "scrollIdleMs takes a whole number from 1"],
    [{ faults: "5%" }, 'faults takes a function, not "5%"'],
    [{ onRequest: true }, "onRequest takes a function"],
    [{ validateAnswers: "no" }, 'validateAnswers takes true or false, not "no"'],
    [{ webhooks: {} }, "webhooks.url takes an http or https URL"],
    [
      { webhooks: { url: "http://127.0.0.1:1", topics: "contact.*" } },
      "webhooks.topics takes a list of texts",
    ],
    [[], "The options are an object"],
  ])("%j", async (options, message) => {
    const error = await startLocalIntercom(options).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RangeError);
    expect((error as Error).message).toContain(message);
  });
});

test("a body is refused that is too large to be one", async () => {
  const { local } = await open({ state: "empty" });
  const send = (path: string) => {
    const headers = { Authorization: `Bearer ${local.token}`, "Intercom-Version": "2.12" };
    const asked = request(`${local.url}${path}`, { method: "POST", headers });
    pipeline(Readable.from(Array.from({ length: 101 }, () => MEGABYTE)), asked, () => {});
    return once(asked, "response") as Promise<[IncomingMessage]>;
  };
  for (const path of ["/contacts", "/_local/seed", "/auth/eagle/token"]) {
    const [answer] = await send(path);
    const body = (await json(answer)) as Body;
    expect([answer.statusCode, body.errors[0].code], path).toEqual([413, "bad_request"]);
  }
});

test("it goes on after all that", async () => {
  const local = await startLocalIntercom({ state: "empty" });
  await raw(local.url, "nonsense\r\n\r\n");
  expect((await caller(local)("GET", "/contacts")).status).toBe(200);
  await local.close();
});
