import { expect, test } from "vitest";
import { clock, open } from "./harness.ts";

test("requests beyond the limit are refused until the window ends", async () => {
  const { now, pass } = clock();
  const { call, local } = await open({ state: "empty", rateLimit: { limit: 2, windowMs: 10_000 }, now });
  const ask = async () => {
    const { status, headers } = await call("POST", "/tags", { name: "Rain" });
    return [status, ...["Limit", "Remaining", "Reset"].map((name) => headers.get(`X-RateLimit-${name}`))];
  };
  const reset = String(1_800_000_010);
  expect(await ask()).toEqual([200, "2", "1", reset]);
  expect(await ask()).toEqual([200, "2", "0", reset]);
  expect(await ask()).toEqual([429, "2", "0", reset]);
  expect(local.requests.map(({ applied }) => applied)).toEqual([true, true, false]);
  pass(9_999);
  expect((await ask())[0]).toBe(429);
  pass(1);
  expect(await ask()).toEqual([200, "2", "1", "1800000020"]);
});

test("a refusal says what it is", async () => {
  const { call } = await open({ rateLimit: { limit: 0, windowMs: 10_000 } });
  const { status, body } = await call("GET", "/me");
  expect([status, body.errors[0].code]).toEqual([429, "rate_limit_exceeded"]);
});

test("whoever is not let in uses nothing up", async () => {
  const { call, local } = await open({ rateLimit: { limit: 1, windowMs: 10_000 }, now: () => 5 });
  await fetch(`${local.url}/me`);
  expect((await call("GET", "/me")).status).toBe(200);
});
