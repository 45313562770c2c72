import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import * as undici from "undici";
import type { Fetch } from "../src/index.ts";
import { EXPIRED, KEY, SELF_SIGNED, WRONG_HOST } from "./support/certificates.ts";
import { connect, rejection } from "./support/client.ts";

/** A server with a certificate, a `fetch` that trusts it, and how often it was connected to and asked something. */
async function serveTls(cert: string) {
  const counts = { connections: 0, requests: 0 };
  const server = createServer({ key: KEY, cert }, (_, answer) => {
    counts.requests++;
    answer.end('{"id":"1"}');
  });
  server.on("connection", () => counts.connections++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const dispatcher = new undici.Agent({ connect: { ca: cert } });
  onTestFinished(async () => {
    await dispatcher.close();
    await new Promise((resolve) => server.close(resolve));
  });
  const trusting: Fetch = (request, init) => undici.fetch(request.url, { ...init, dispatcher });
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, counts, trusting };
}

test("a certificate that is trusted is no obstacle", async () => {
  const { url, trusting } = await serveTls(SELF_SIGNED);
  expect((await connect(url, { fetch: trusting }).GET("/me")).data).toEqual({ id: "1" });
});

test.each([
  ["nobody vouches for", SELF_SIGNED, false, "DEPTH_ZERO_SELF_SIGNED_CERT"],
  ["is another host's", WRONG_HOST, true, "ERR_TLS_CERT_ALTNAME_INVALID"],
  ["has expired", EXPIRED, true, "CERT_HAS_EXPIRED"],
])(
  "a certificate that %s: nothing arrives, and a write is not tried again",
  async (_, cert, trusts, code) => {
    const { url, counts, trusting } = await serveTls(cert);
    const client = connect(url, trusts ? { fetch: trusting } : {});
    const failure = { name: "IntercomNetworkError", mayHaveArrived: false, cause: { cause: { code } } };
    expect(await rejection(client.POST("/tags", { body: { name: "vip" } }))).toMatchObject({
      ...failure,
      attempts: 1,
    });
    expect(counts).toEqual({ connections: 1, requests: 0 });
    expect(await rejection(client.GET("/me"))).toMatchObject({ ...failure, attempts: 3 });
    expect(counts).toEqual({ connections: 4, requests: 0 });
  },
);
