import { createServer } from "node:http";
import { listen } from "@intercom-openapi/support";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { startLocalIntercom, type Fault } from "../src/index.ts";
import { keep } from "../src/requests.ts";
import { caller } from "./harness.ts";

const noise = vi.spyOn(console, "error");
beforeEach(() => void noise.mockReset().mockReturnValue());

const fails: [string, () => unknown][] = [
  [
    "throws",
    () => {
      throw new Error("no");
    },
  ],
  ["rejects", () => Promise.reject(new Error("no"))],
];

describe("a listener that fails does no harm, and close() tells of it", () => {
  test.each(fails)("onRequest %s", async (_, onRequest) => {
    const local = await startLocalIntercom({ state: "empty", onRequest });
    const call = caller(local);
    expect((await call("POST", "/tags", { name: "VIP" })).status).toBe(200);
    expect((await call("GET", "/tags")).body.data).toHaveLength(1);
    await expect(local.close()).rejects.toMatchObject({ errors: [{ message: "no" }, { message: "no" }] });
    expect(noise).toHaveBeenCalledTimes(2);
  });

  test.each(fails)("onDelivery %s", async (_, onDelivery) => {
    const hook = createServer((request, response) => void request.resume().on("end", () => response.end()));
    onTestFinished(() => void hook.close());
    const local = await startLocalIntercom({
      state: "empty",
      webhooks: { url: await listen(hook), onDelivery },
    });
    await caller(local)("POST", "/contacts", { email: "mira@example.com" });
    await local.webhooksSettled();
    expect(local.webhooks.map(({ topic, state }) => [topic, state])).toEqual([
      ["ping", "delivered"],
      ["contact.user.created", "delivered"],
    ]);
    await expect(local.close()).rejects.toMatchObject({ errors: [{ message: "no" }, { message: "no" }] });
  });

  test("a plan gives what is no fault", async () => {
    const local = await startLocalIntercom({ state: "empty", faults: () => ({ kind: "status" }) as Fault });
    await expect(caller(local)("GET", "/me")).rejects.toThrow("fetch failed");
    await expect(local.close()).rejects.toMatchObject({
      errors: [{ message: expect.stringContaining("status takes a whole number from 200 to 599") }],
    });
  });
});

test("it can be closed more than once", async () => {
  const local = await startLocalIntercom();
  await Promise.all([local.close(), local.close()]);
  await expect(local.close()).resolves.toBeUndefined();
});

test("what is remembered has an end", () => {
  const list = Array.from({ length: 1000 }, (_, index) => index);
  keep(list, 1000, 1000);
  expect([list.at(0), list.at(-1), list.length]).toEqual([10, 1000, 991]);
});
