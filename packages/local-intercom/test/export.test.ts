import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { LocalIntercom } from "../src/index.ts";
import { clock, open, VERSIONS } from "./harness.ts";

const PERIOD = { created_at_after: 1_790_000_000, created_at_before: 1_790_100_000 };

function download(local: LocalIntercom, id: string): Promise<Response> {
  const headers = { Authorization: `Bearer ${local.token}`, "Intercom-Version": "2.12" };
  return fetch(`${local.url}/download/content/data/${id}`, { headers });
}

describe.each(VERSIONS)("an export in %s", (version) => {
  test("goes from pending to completed, and its file is gzipped CSV", async () => {
    const { call, local } = await open({ state: "empty", export: { polls: 3, rows: 1234 } });
    const started = (await call("POST", "/export/content/data", PERIOD, version)).body;
    expect(started).toMatchObject({ status: "pending", download_url: "" });
    expect((await download(local, started.job_identifier)).status).toBe(404);
    const poll = async () =>
      (await call("GET", `/export/content/data/${started.job_identifier}`, undefined, version)).body;
    expect([(await poll()).status, (await poll()).status]).toEqual(["pending", "in_progress"]);
    const done = await poll();
    expect(done.status).toBe("completed");
    expect(Number(done.download_expires_at)).toBeGreaterThan(Date.now() / 1000);
    expect(done.download_url).toBe(`${local.url}/download/content/data/${started.job_identifier}`);

    const response = await download(local, started.job_identifier);
    expect(response.headers.get("Content-Type")).toBe("application/octet-stream");
    const lines = gunzipSync(await response.arrayBuffer())
      .toString("utf8")
      .trimEnd()
      .split("\n");
    expect(lines).toHaveLength(1235);
    expect(lines[0]).toMatch(/^user_id,user_external_id,company_id,email,name,/);
    expect(lines[1234]).toContain("user-1234@example.com");
  });
});

test("there is one job at a time, and the refusal is no throttle", async () => {
  const { call } = await open({ state: "empty" });
  const { job_identifier } = (await call("POST", "/export/content/data", PERIOD)).body;
  const second = await call("POST", "/export/content/data", PERIOD);
  expect(second.status).toBe(429);
  expect(second.body.errors).toEqual([
    { code: "rate_limit_exceeded", message: "Exceeded rate limit of 1 pending message data export jobs" },
  ]);
  expect(Number(second.headers.get("X-RateLimit-Remaining"))).toBeGreaterThan(0);
  expect(second.headers.has("Retry-After")).toBe(false);
  expect((await call("POST", `/export/cancel/${job_identifier}`)).body.status).toBe("canceled");
  expect((await call("POST", "/export/content/data", PERIOD)).body.status).toBe("pending");
});

test.each([{ polls: 0 }, { ms: 0 }, { polls: 0, ms: 0 }])("a job of %j is done at once", async (job) => {
  const { call, local } = await open({ state: "empty", export: job, now: () => 1_800_000_000_000 });
  const { status, job_identifier } = (await call("POST", "/export/content/data", PERIOD)).body;
  expect(status).toBe("completed");
  expect((await download(local, job_identifier)).status).toBe(200);
});

test("a period that ends before it begins is refused", async () => {
  const { call } = await open({ state: "empty" });
  const { created_at_after, created_at_before } = PERIOD;
  const turned = { created_at_after: created_at_before, created_at_before: created_at_after };
  const { status, body } = await call("POST", "/export/content/data", turned);
  expect([status, body.errors[0].code]).toEqual([400, "bad_request"]);
  expect((await call("POST", "/export/content/data", PERIOD)).status).toBe(200);
});

test("a job can take its time, and its result goes away", async () => {
  const { now, pass } = clock();
  const { call, local } = await open({ state: "empty", export: { ms: 1000, lifetimeMs: 5000 }, now });
  const { job_identifier: id } = (await call("POST", "/export/content/data", PERIOD)).body;
  const status = async () => (await call("GET", `/export/content/data/${id}`)).body.status;
  expect(await status()).toBe("pending");
  pass(500);
  expect(await status()).toBe("in_progress");
  pass(500);
  expect(await status()).toBe("completed");
  expect((await download(local, id)).status).toBe(200);
  pass(4000);
  expect((await download(local, id)).status).toBe(404);
});

test.each(["failed", "no_data"] as const)("a job can end as %s", async (outcome) => {
  const { call, local } = await open({ state: "empty", export: { polls: 1, outcome } });
  const { job_identifier: id } = (await call("POST", "/export/content/data", PERIOD)).body;
  expect((await call("GET", `/export/content/data/${id}`)).body).toMatchObject({
    status: outcome,
    download_url: "",
  });
  expect((await download(local, id)).status).toBe(404);
});

test("an unknown job is not found", async () => {
  const { call } = await open({ state: "empty" });
  const { status, body } = await call("GET", "/export/content/data/none");
  expect([status, body.errors[0].code]).toEqual([404, "not_found"]);
});

test("a large file is made while it is read, and left off when nobody reads on", async () => {
  const { call, local } = await open({ state: "empty", export: { polls: 1, rows: 100_000_000 } });
  const { job_identifier: id } = (await call("POST", "/export/content/data", PERIOD)).body;
  await call("GET", `/export/content/data/${id}`);
  const before = process.memoryUsage().rss;
  const response = await download(local, id);
  const reader = response.body?.getReader();
  let bytes = 0;
  while (bytes < 2_000_000) bytes += (await reader?.read())?.value?.byteLength ?? Number.NaN;
  await reader?.cancel();
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
});
