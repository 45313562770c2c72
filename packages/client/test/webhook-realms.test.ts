import { runInNewContext } from "node:vm";
import { afterEach, expect, test, vi } from "vitest";
import { parseWebhook, signWebhook, verifyWebhook } from "../src/webhooks.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

test("webhooks are signed, verified and read where the globals are of another realm than WebCrypto, as in jsdom", async () => {
  const names = ["ArrayBuffer", "Uint8Array"];
  for (const name of names) vi.stubGlobal(name, runInNewContext(name));
  const body = JSON.stringify({
    type: "notification_event",
    topic: "ping",
    data: { item: { type: "ping" } },
  });
  const signature = await signWebhook(body, "secret");
  expect(await verifyWebhook(body, signature, "secret")).toBe(true);
  expect(await verifyWebhook(new TextEncoder().encode(body), signature, "secret")).toBe(true);
  expect(await verifyWebhook(body, signature, "another")).toBe(false);
  expect(parseWebhook(body).topic).toBe("ping");
});
