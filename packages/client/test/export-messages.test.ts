import { setImmediate as turn } from "node:timers/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { API_VERSIONS } from "../src/generated/versions.ts";
import {
  exportMessages,
  IntercomUsageError,
  type ExportOptions,
  type ExportPeriod,
  type RetryOptions,
} from "../src/index.ts";
import { connect, rejection } from "./support/client.ts";
import { passing, stopClock } from "./support/clock.ts";
import { CSV, JOB, march, poll, serveExport } from "./support/exports.ts";
import { json, problem } from "./support/serve.ts";

const bytes = async (stream: ReadableStream<Uint8Array> | undefined) =>
  Buffer.from(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
const LOOK = "GET /export/content/data/{job}";

afterEach(() => void vi.unstubAllGlobals());

describe("exportMessages", () => {
  test("makes the job, waits until it is done, and streams the gzip", async () => {
    const { url, calls, jobs, seen } = await serveExport(["pending", "in_progress", "completed"]);
    const { status, jobIdentifier, stream } = await exportMessages(connect(url), march, { poll });
    expect({ status, jobIdentifier }).toEqual({ status: "completed", jobIdentifier: JOB });
    expect(gunzipSync(await bytes(stream)).toString()).toBe(CSV);
    expect(calls()).toEqual(["POST /export/content/data", LOOK, LOOK, "GET /download/content/data/{job}"]);
    expect(jobs).toEqual([{ created_at_after: 1772323200, created_at_before: 1774915200 }]);
    expect(seen.at(-1)?.headers["accept"]).toBe("application/octet-stream");
  });

  test.each(API_VERSIONS)("takes Unix seconds, in %s", async (version) => {
    const { url, jobs } = await serveExport(["no_data"]);
    const client = connect(url).withOptions({ version });
    await exportMessages(client, { from: 1772323200, to: 1772323200 });
    expect(jobs).toEqual([{ created_at_after: 1772323200, created_at_before: 1772323200 }]);
  });

  test("gives the CSV itself with `decompress`", async () => {
    const { url } = await serveExport(["completed"]);
    const { stream } = await exportMessages(connect(url), march, { decompress: true });
    expect((await bytes(stream)).toString()).toBe(CSV);
  });

  test("does not decompress twice what a proxy declared as an encoding", async () => {
    const { url } = await serveExport(["completed"], {
      before: (answer, { url: path }) => {
        if (path.startsWith("/download/")) answer.setHeader("Content-Encoding", "gzip");
      },
    });
    const { stream } = await exportMessages(connect(url), march, { decompress: true });
    expect((await bytes(stream)).toString()).toBe(CSV);
  });

  test.each<[string, boolean, string | undefined, Buffer | string]>([
    ["gzip", false, undefined, gzipSync(CSV)],
    ["gzip that a proxy declared as an encoding", false, "gzip", gzipSync(CSV)],
    ["gzip that a proxy gzipped again", false, "gzip", gzipSync(gzipSync(CSV))],
    ["CSV that somebody unpacked", false, undefined, CSV],
    ["gzip", true, undefined, gzipSync(CSV)],
    ["gzip that a proxy declared as an encoding", true, "gzip", gzipSync(CSV)],
    ["gzip that a proxy gzipped again", true, "gzip", gzipSync(gzipSync(CSV))],
    ["CSV that somebody unpacked", true, undefined, CSV],
  ])("gives what was asked for: of %s, decompress: %s", async (_, decompress, encoding, file) => {
    const { url } = await serveExport(["completed"], {
      before: (answer, { url: path }) => {
        if (!path.startsWith("/download/")) return false;
        // byte by byte at first: what it is shows in the first two
        answer.writeHead(200, encoding ? { "Content-Encoding": encoding } : {});
        answer.write(file.slice(0, 1));
        setImmediate(() => answer.end(file.slice(1)));
        return true;
      },
    });
    const { stream } = await exportMessages(connect(url), { jobIdentifier: JOB }, { decompress });
    const got = await bytes(stream);
    expect((decompress ? got : gunzipSync(got)).toString()).toBe(CSV);
  });

  test.each([
    ["of a job that it made", march, 3],
    ["of a job that it goes on with", { jobIdentifier: JOB }, 2],
  ])("knows the identifier where a look does not repeat it, %s", async (_, what, times) => {
    let looks = 0;
    const { url, calls } = await serveExport(["pending"], {
      before: (answer, { method, url: path }) => {
        if (method !== "GET" || path.startsWith("/download/")) return false;
        json(answer, 200, { status: ++looks < 2 ? "in_progress" : "completed" });
        return true;
      },
    });
    const told: string[] = [];
    const onProgress = ({ jobIdentifier }: { jobIdentifier: string }) => told.push(jobIdentifier);
    expect(await exportMessages(connect(url), what, { poll, onProgress })).toMatchObject({
      jobIdentifier: JOB,
    });
    expect(told).toEqual(Array.from({ length: times }, () => JOB));
    expect(calls().at(-1)).toBe("GET /download/content/data/{job}");
  });

  test("leaves nothing behind when the stream is cancelled", async () => {
    const { url, pending, idle } = await serveExport(["completed"], {
      before: (answer, { url: path }) => path.startsWith("/download/") && answer.write(gzipSync(CSV)),
    });
    for (const decompress of [false, true]) {
      const { stream } = await exportMessages(connect(url), { jobIdentifier: JOB }, { decompress });
      expect(pending()).toBe(1);
      await stream!.cancel();
      await idle();
    }
  });

  test("goes on with a job by its identifier", async () => {
    const { url, calls } = await serveExport(["in_progress", "completed"]);
    const { stream } = await exportMessages(connect(url), { jobIdentifier: JOB }, { poll });
    expect(gunzipSync(await bytes(stream)).toString()).toBe(CSV);
    expect(calls()).toEqual([LOOK, LOOK, "GET /download/content/data/{job}"]);
  });

  test("tells how far it is", async () => {
    const { url } = await serveExport(["pending", "in_progress", "completed"]);
    const told: string[] = [];
    await exportMessages(connect(url), march, {
      poll,
      onProgress: ({ jobIdentifier, status, elapsedMs }) => {
        expect(jobIdentifier).toBe(JOB);
        expect(elapsedMs).toBeGreaterThanOrEqual(0);
        told.push(status);
      },
    });
    expect(told).toEqual(["pending", "in_progress", "completed"]);
  });

  test("waits for a promise of `onProgress`, and rejects with what that rejects with", async () => {
    const { url, calls } = await serveExport(["pending", "completed"]);
    const reason = new Error("not saved");
    const onProgress = ({ status }: { status: string }) =>
      status === "pending" ? turn() : Promise.reject(reason);
    expect(await rejection(exportMessages(connect(url), march, { poll, onProgress }))).toBe(reason);
    expect(calls()).toEqual(["POST /export/content/data", LOOK]);
  });

  test("does not go back in time with the machine's clock", async () => {
    const { url } = await serveExport(["pending", "in_progress", "completed"]);
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const told: number[] = [];
    const onProgress = ({ elapsedMs }: { elapsedMs: number }) => {
      told.push(elapsedMs);
      vi.setSystemTime(Date.now() - 3_600_000);
    };
    await exportMessages(connect(url), march, { poll, onProgress });
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told[0]).toBeGreaterThanOrEqual(0);
  });

  test("looks less and less often, up to `maxMs`", async () => {
    stopClock();
    // a process that has been running for a while
    vi.advanceTimersByTime(5000);
    const states = ["pending", ...Array.from({ length: 7 }, () => "in_progress"), "no_data"];
    const fetch = async () => Response.json({ job_identifier: JOB, status: states.shift() });
    const at: number[] = [];
    const onProgress = ({ elapsedMs }: { elapsedMs: number }) => at.push(elapsedMs);
    const client = connect("http://127.0.0.1:1", { fetch });
    await passing(exportMessages(client, march, { poll: { minMs: 20, maxMs: 60 }, onProgress }));
    // 20, 30, 45, 60, 60, …
    expect(at).toEqual([0, 20, 50, 95, 155, 215, 275, 335, 395]);
  });

  test("waits on through a state that it does not know, and through a failed look", async () => {
    let looks = 0;
    const { url } = await serveExport(["queued", "queued", "completed"], {
      before: (answer, { method }) => {
        if (method !== "GET" || ++looks !== 1) return false;
        problem(answer, 503, "service_unavailable");
        return true;
      },
    });
    expect(await exportMessages(connect(url), march, { poll })).toMatchObject({ status: "completed" });
  });
});

test("a 429 of the rate limit is waited out before the job is made", async () => {
  stopClock();
  const at: number[] = [];
  const fetch = async () => {
    at.push(performance.now());
    if (at.length > 1) return Response.json({ job_identifier: JOB, status: "no_data" });
    return Response.json({}, { status: 429, headers: { "Retry-After": "1" } });
  };
  await passing(exportMessages(connect("http://127.0.0.1:1", { fetch }), march));
  expect(at).toHaveLength(2);
  expect(at[1]! - at[0]!).toBe(1000);
});

test.each<[string, RetryOptions | false, number]>([
  ["never with `false`", false, 1],
  ["as often as `limit` says", { limit: 3 }, 4],
  ["never where `maxDelayMs` is shorter", { maxDelayMs: 999 }, 1],
  ["twice where `maxDelayMs` is as long", { maxDelayMs: 1000 }, 3],
])("a 429 of the rate limit that does not pass is retried %s", async (_, retry, requests) => {
  stopClock();
  let sent = 0;
  const fetch = async () => {
    sent++;
    return Response.json({}, { status: 429, headers: { "Retry-After": "1" } });
  };
  const call = exportMessages(connect("http://127.0.0.1:1", { fetch }), march, { retry });
  expect(await rejection(passing(call))).toMatchObject({ status: 429, retryAfterMs: 1000 });
  expect(sent).toBe(requests);
});

describe("is refused before anything is sent", () => {
  test.each([
    ["milliseconds", { from: march.from.getTime(), to: march.to.getTime() }],
    ["a period that ends before it starts", { from: march.to, to: march.from }],
    ["an invalid date", { from: new Date("March"), to: march.to }],
    ["nothing", null],
    ["a job without an identifier", { jobIdentifier: undefined }],
  ])("%s", async (_, period) => {
    const { url, seen } = await serveExport(["pending"]);
    expect(await rejection(exportMessages(connect(url), period as ExportPeriod))).toMatchObject({
      name: "IntercomUsageError",
      message: expect.stringMatching(/^`(from` and `to|params.path.job_identifier)` /) as string,
    });
    expect(seen).toHaveLength(0);
  });

  test.each([
    { poll: { minMs: NaN } },
    { poll: { minMs: 0 } },
    { poll: { maxMs: -1 } },
    { poll: { max: 5 } },
    { onProgress: "log" },
    { decompress: 1 },
  ])("an option of %o", async (odd) => {
    const { url, seen } = await serveExport(["pending"]);
    const error = await rejection(exportMessages(connect(url), march, odd as ExportOptions));
    expect(error).toBeInstanceOf(IntercomUsageError);
    expect(seen).toHaveLength(0);
  });

  test.each([{}, new AbortController()])("a signal that is none: %o", async (none) => {
    const { url, seen } = await serveExport(["pending"]);
    const signal = none as AbortSignal;
    const error = await rejection(exportMessages(connect(url), march, { signal }));
    expect(error).toBeInstanceOf(IntercomUsageError);
    expect(seen).toHaveLength(0);
  });

  test("`decompress` in a runtime that cannot do it", async () => {
    vi.stubGlobal("DecompressionStream", undefined);
    const { url, seen } = await serveExport(["pending"]);
    const error = await rejection(exportMessages(connect(url), march, { decompress: true }));
    expect(error).toBeInstanceOf(IntercomUsageError);
    expect(String(error)).toContain("`decompress` needs a runtime with DecompressionStream");
    expect(seen).toHaveLength(0);
  });
});
