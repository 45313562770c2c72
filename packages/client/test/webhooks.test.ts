import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { IntercomUsageError } from "../src/index.js";
import { isTopic, parseWebhook, signWebhook, verifyWebhook } from "../src/webhooks.js";

const secret = "an-app-secret";
const body = JSON.stringify({
  type: "notification_event",
  id: "notif_5b1f0c7e",
  topic: "contact.user.created",
  app_id: "hc4r91tq",
  created_at: 1769904000,
  delivery_attempts: 1,
  first_sent_at: 1769904001,
  data: { type: "notification_event_data", item: { type: "contact", id: "66f1a2b3", name: "Zoë Åström 🚲" } },
});
const bytes = new TextEncoder().encode(body);
const signature = `sha1=${createHmac("sha1", secret).update(body).digest("hex")}`;

describe("verifyWebhook", () => {
  test.each<[string, string | Uint8Array | ArrayBuffer]>([
    ["text", body],
    ["bytes", bytes],
    ["a buffer", bytes.slice().buffer],
    ["a Node buffer", Buffer.from(body)],
    ["a part of a larger buffer", new Uint8Array([0, ...bytes, 0]).subarray(1, -1)],
  ])("accepts what Intercom signed, as %s", async (_, rawBody) => {
    expect(await verifyWebhook(rawBody, signature, secret)).toBe(true);
  });

  test("agrees with an independent HMAC-SHA1", async () => {
    // RFC 2202, test case 2
    const known = "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79";
    expect(await verifyWebhook("what do ya want for nothing?", known, "Jefe")).toBe(true);
    expect(await signWebhook("what do ya want for nothing?", "Jefe")).toBe(known);
  });

  test("takes the digits in either case, and a header as Node's types have it", async () => {
    expect(await verifyWebhook(body, `sha1=${signature.slice(5).toUpperCase()}`, secret)).toBe(true);
    expect(await verifyWebhook(body, [signature], secret)).toBe(true);
  });

  test.each<[string, unknown]>([
    ["is missing", undefined],
    ["is null", null],
    ["is empty", ""],
    ["has no prefix", signature.slice(5)],
    ["has another prefix", signature.replace("sha1", "sha256")],
    ["has nothing but the prefix", "sha1="],
    ["is too short", signature.slice(0, -1)],
    ["is too long", `${signature}0`],
    ["is not hexadecimal", `sha1=${"g".repeat(40)}`],
    ["has digits that are not ASCII", `sha1=${"１".repeat(40)}`],
    ["has a space", ` ${signature}`],
    ["has a line break", `${signature}\n`],
    ["has a NUL", `${signature}\0`],
    ["is another's", `sha1=${"0".repeat(40)}`],
    ["differs in its last digit", signature.replace(/.$/, (digit) => (digit === "0" ? "1" : "0"))],
    ["came twice", [signature, signature]],
    ["is very long", `sha1=${"a".repeat(1_000_000)}`],
    ["is no text", { signature }],
  ])("refuses a signature that %s", async (_, header) => {
    expect(await verifyWebhook(body, header as string, secret)).toBe(false);
  });

  test("refuses every body and secret but the ones that were signed", async () => {
    expect(await verifyWebhook(`${body} `, signature, secret)).toBe(false);
    expect(await verifyWebhook(JSON.stringify(JSON.parse(body), null, 1), signature, secret)).toBe(false);
    expect(await verifyWebhook(body, signature, `${secret}2`)).toBe(false);
    expect(await verifyWebhook("", signature, secret)).toBe(false);
    expect(await verifyWebhook(new Uint8Array([0xff, 0xfe, 0x00]), signature, secret)).toBe(false);
  });

  test.each([undefined, null, {}, [], 5, false])(
    "refuses what a body parser leaves where there was no body: %s",
    async (empty) => {
      expect(await verifyWebhook(empty as unknown as string, signature, secret)).toBe(false);
    },
  );

  test.each<[string, () => unknown]>([
    ["was parsed already", () => JSON.parse(body)],
    ["is still a promise", () => Promise.resolve(body)],
    ["is still a request", () => new Request("http://127.0.0.1/", { method: "POST", body })],
    ["is still a stream", () => new Response(body).body],
    ["is still a blob", () => new Blob([body])],
  ])("says so when the body %s", async (_, given) => {
    const verified = verifyWebhook(given() as string, signature, secret);
    await expect(verified).rejects.toThrow(IntercomUsageError);
    await expect(verified).rejects.toThrow(/raw body/);
  });

  test.each([undefined, null, "", " ", `${secret}\n`, `${secret} `, ` ${secret}`, `my ${secret}`])(
    "says so when the secret cannot be one, and does not repeat it: %j",
    async (wrong) => {
      const verified = verifyWebhook(body, signature, wrong as string);
      await expect(verified).rejects.toThrow(IntercomUsageError);
      await expect(verified).rejects.toThrow(/^(?!.*an-app-secret).*clientSecret/s);
      await expect(signWebhook(body, wrong as string)).rejects.toThrow(IntercomUsageError);
    },
  );

  test("accepts what signWebhook signed, over HTTP", async () => {
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const valid = await verifyWebhook(Buffer.concat(chunks), request.headers["x-hub-signature"], secret);
      response.writeHead(valid ? 200 : 401).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const send = (headers: Record<string, string>) => fetch(url, { method: "POST", body, headers });
    try {
      expect((await send({ "X-Hub-Signature": await signWebhook(body, secret) })).status).toBe(200);
      expect((await send({ "X-Hub-Signature": await signWebhook(body, "other") })).status).toBe(401);
      expect((await send({})).status).toBe(401);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

describe("parseWebhook", () => {
  test.each<[string, string | Uint8Array | ArrayBuffer]>([
    ["text", body],
    ["bytes", bytes],
    ["a buffer", bytes.slice().buffer],
  ])("reads %s", (_, rawBody) => {
    const notification = parseWebhook<"2.12">(rawBody);
    expect(notification).toEqual(JSON.parse(body));
    expect(notification.id).toBe("notif_5b1f0c7e");
    if (!isTopic(notification, "contact.user.created")) throw new Error("another topic");
    expect(notification.data.item.name).toBe("Zoë Åström 🚲");
  });

  test("reads a ping, which has no id, and topics that are not known", () => {
    const envelope = JSON.parse(body) as object;
    const item = { type: "ping", message: "Hello from the Developer Hub" };
    const ping = parseWebhook(JSON.stringify({ ...envelope, id: null, topic: "ping", data: { item } }));
    expect(ping.id).toBeNull();
    expect(isTopic(ping, "ping") && ping.data.item.message).toBe(item.message);
    expect(parseWebhook(JSON.stringify({ ...envelope, topic: "something.new" })).topic).toBe("something.new");
  });

  test.each<[string, unknown, RegExp]>([
    ["nothing", "", /it is empty/],
    ["nothing, as a body parser leaves it", {}, /it is empty/],
    ["no JSON", "<html>secret</html>", /it is not JSON/],
    ["half of one", body.slice(0, 40), /it is not JSON/],
    ["bytes that are no text", new Uint8Array([0xff, 0xfe]), /it is not JSON/],
    ["null", "null", /The body is not an object/],
    ["an array", "[]", /The body is not an object/],
    ["another object", '{"type":"error.list","topic":"x"}', /`type` is not "notification_event"/],
    ["one without a topic", '{"type":"notification_event","data":{"item":{}}}', /no `topic`/],
    ["one with an empty topic", '{"type":"notification_event","topic":"","data":{"item":{}}}', /no `topic`/],
    ["one without data", '{"type":"notification_event","topic":"ping"}', /`data` is not an object/],
    ["one without an item", '{"type":"notification_event","topic":"ping","data":{}}', /`data.item` is not/],
    ["one that was parsed already", JSON.parse(body), /parsed already/],
  ])("says what is wrong with %s, and quotes nothing of it", (_, rawBody, message) => {
    const parse = () => parseWebhook(rawBody as string);
    expect(parse).toThrow(IntercomUsageError);
    expect(parse).toThrow(message);
    expect(parse).not.toThrow(/secret|Åström/);
  });

  test("isTopic tells one of several", () => {
    const notification = parseWebhook(body);
    expect(isTopic(notification, "ping", "contact.user.created")).toBe(true);
    expect(isTopic(notification, "ping", "contact.lead.created")).toBe(false);
    expect(isTopic(notification)).toBe(false);
  });
});
