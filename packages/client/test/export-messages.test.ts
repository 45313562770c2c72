import { setImmediate as turn } from "node:timers/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { API_VERSIONS } from "../src/generated/versions.ts";
import {
  exportMessages,
  IntercomExportError,
  IntercomUsageError,
  isIntercomExportError,
  type ExportOptions,
  type ExportPeriod,
} from "../src/index.ts";
import { connect, rejection } from "./support/client.ts";
import { passing, stopClock, turnClock } from "./support/clock.ts";
import { CSV, JOB, serveExport } from "./support/exports.ts";
import { json, problem } from "./support/serve.ts";

const march = { from: new Date("2026-03-01T00:00:00Z"), to: new Date("2026-03-31T00:00:00Z") };
const poll = { minMs: 5, maxMs: 10 };
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

  test("knows the job's identifier where a look does not repeat it", async () => {
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
    expect(await exportMessages(connect(url), march, { poll, onProgress })).toMatchObject({
      jobIdentifier: JOB,
    });
    expect(told).toEqual([JOB, JOB, JOB]);
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

describe("an export without a result", () => {
  test("of a period without messages is no error", async () => {
    const { url, calls } = await serveExport(["pending", "no_data"]);
    const result = await exportMessages(connect(url), march, { poll });
    expect(result).toEqual({ status: "no_data", jobIdentifier: JOB });
    expect(calls()).toHaveLength(2);
  });

  test.each(["failed", "canceled"] as const)("is an error with the reason: %s", async (reason) => {
    const { url } = await serveExport(["pending", reason]);
    const error = await rejection(exportMessages(connect(url), march, { poll }));
    expect(error).toBeInstanceOf(IntercomExportError);
    expect(isIntercomExportError(error)).toBe(true);
    expect(error).toMatchObject({ reason, jobIdentifier: JOB, message: `Export ${JOB}: ${reason}` });
  });

  test.each([
    ["the job is not known any more", "/export/"],
    ["its result was deleted", "/download/"],
  ])("is an error with the reason: expired, when %s", async (_, gone) => {
    const { url } = await serveExport(["completed"], {
      before: (answer, { url: path }) => {
        if (!path.startsWith(gone)) return false;
        problem(answer, 404, "not_found");
        return true;
      },
    });
    const error = await rejection(exportMessages(connect(url), { jobIdentifier: JOB }));
    expect(error).toMatchObject({ reason: "expired", jobIdentifier: JOB, cause: { status: 404 } });
  });

  test("is an error with the reason: pending, while another one is not done", async () => {
    const { url, seen } = await serveExport([], {
      before: (answer) => {
        const message = "Only 1 pending export is possible";
        json(answer, 429, { type: "error.list", errors: [{ code: "rate_limit_exceeded", message }] });
        return true;
      },
    });
    const error = await rejection(exportMessages(connect(url), march));
    expect(error).toMatchObject({ reason: "pending", jobIdentifier: undefined, cause: { status: 429 } });
    expect(String(error)).toMatch(/Another export of this workspace: pending/);
    expect(seen).toHaveLength(1);
  });
});

describe("an answer that nobody can go on with is an error of the client's", () => {
  /** The export ends with this answer. */
  const endsWith = async (
    at: string,
    answerWith: (answer: Parameters<typeof json>[0]) => unknown,
    options: ExportOptions = {},
    own: Parameters<typeof connect>[1] = {},
  ) => {
    const { url } = await serveExport(["completed"], {
      before: (answer, { method, url: path }) => {
        if (!`${method} ${path}`.startsWith(at)) return false;
        answerWith(answer);
        return true;
      },
    });
    return rejection(exportMessages(connect(url, own), march, { poll, ...options }));
  };

  test.each<[string, Record<string, string>, string]>([
    ["a gateway's page", { "Content-Type": "text/html" }, "<html>Bad gateway"],
    ["a page that does not say so", {}, "\n <!doctype html>"],
    ["a page that does not look so", { "Content-Type": "text/html; charset=utf-8" }, "Bad gateway"],
    ["JSON", { "Content-Type": "application/json" }, '{"type":"error.list"}'],
    ["an empty file", { "Content-Type": "application/octet-stream" }, ""],
  ])("%s in the place of the file", async (_, headers, body) => {
    for (const decompress of [false, true]) {
      const error = await endsWith("GET /download", (answer) => answer.writeHead(200, headers).end(body), {
        decompress,
      });
      expect(error).toMatchObject({ name: "IntercomParseError", status: 200, excerpt: body });
    }
  });

  test("no content in the place of the file", async () => {
    const error = await endsWith("GET /download", (answer) => answer.writeHead(204).end());
    expect(error).toMatchObject({ name: "IntercomParseError", status: 204 });
  });

  test("a file that breaks off before it began", async () => {
    const error = await endsWith("GET /download", (answer) =>
      answer.writeHead(200, { "Content-Length": 500 }).write("\x1f", () => answer.destroy()),
    );
    expect(error).toMatchObject({ name: "IntercomNetworkError", mayHaveArrived: true });
  });

  test("a file that does not begin, after `timeoutMs`", async () => {
    turnClock();
    const error = await endsWith("GET /download", (answer) => answer.writeHead(200).flushHeaders(), {
      timeoutMs: 2000,
    });
    expect(error).toMatchObject({ name: "IntercomTimeoutError", limit: "timeoutMs", limitMs: 2000 });
    expect(String(error)).toContain("Export: ");
  });

  test("a file that does not begin, with the signal's reason", async () => {
    const controller = new AbortController();
    const reason = new Error("no longer needed");
    const onResponse = ({ request }: { request?: Request | undefined }) => {
      // the answer is handed over before its file is waited for
      if (request?.url.includes("/download/")) setImmediate(() => controller.abort(reason));
    };
    const error = await endsWith(
      "GET /download",
      (answer) => answer.writeHead(200).flushHeaders(),
      { signal: controller.signal },
      { hooks: { onResponse } },
    );
    expect(error).toBe(reason);
  });

  test.each<[string, number, unknown]>([
    ["POST /export", 204, undefined],
    ["POST /export", 200, {}],
    ["POST /export", 200, []],
    ["GET /export", 202, undefined],
    ["GET /export", 200, {}],
  ])("%s with %i and %j", async (at, status, body) => {
    const { url } = await serveExport(["pending"], {
      before: (answer, { method, url: path }) =>
        `${method} ${path}`.startsWith(at) &&
        answer.writeHead(status).end(body === undefined ? "" : JSON.stringify(body)),
    });
    expect(await rejection(exportMessages(connect(url), march, { poll }))).toMatchObject({
      name: "IntercomParseError",
      status,
    });
  });

  test("a refusal whose message is no text", async () => {
    const { url } = await serveExport([], {
      before: (answer) => {
        json(answer, 429, { errors: [{ code: "rate_limit_exceeded", message: { pending: true } }] });
        return true;
      },
    });
    expect(await rejection(exportMessages(connect(url), march))).toMatchObject({ reason: "pending" });
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

describe("an abort", () => {
  test("while the job goes on cancels it, and rejects with the signal's reason", async () => {
    const { url, calls } = await serveExport(["pending"]);
    const controller = new AbortController();
    const reason = new Error("no longer needed");
    const call = exportMessages(connect(url), march, {
      signal: controller.signal,
      // the wait for the next look begins right after
      onProgress: () => void setImmediate(() => controller.abort(reason)),
      poll: { minMs: 3_600_000, maxMs: 3_600_000 },
    });
    expect(await rejection(call)).toBe(reason);
    expect(calls()).toEqual(["POST /export/content/data", "POST /export/cancel/{job}"]);
  });

  test("ends a wait for `onProgress` too", async () => {
    const { url, calls } = await serveExport(["completed"]);
    const controller = new AbortController();
    const onProgress = () => {
      setImmediate(() => controller.abort());
      return new Promise(() => {});
    };
    const { signal } = controller;
    expect(await rejection(exportMessages(connect(url), march, { signal, onProgress }))).toBe(signal.reason);
    expect(calls()).toEqual(["POST /export/content/data", "POST /export/cancel/{job}"]);
  });

  test("while the job is being made cancels the job that comes of it", async () => {
    const controller = new AbortController();
    const { url, calls } = await serveExport(["pending"], { before: () => controller.abort() });
    expect(await rejection(exportMessages(connect(url), march, { signal: controller.signal }))).toMatchObject(
      {
        name: "AbortError",
      },
    );
    expect(calls()).toEqual(["POST /export/content/data", "POST /export/cancel/{job}"]);
  });

  test("does not wait for longer than five seconds for Intercom to cancel it", async () => {
    stopClock();
    const controller = new AbortController();
    const { url, arrived } = await serveExport(["pending"], {
      // never answered
      before: (_, { url: path }) => path.startsWith("/export/cancel/"),
    });
    const ended = vi.fn<() => void>();
    const onProgress = () => controller.abort();
    const call = rejection(exportMessages(connect(url), march, { signal: controller.signal, onProgress }));
    call.then(ended);
    await arrived(2);
    await vi.advanceTimersByTimeAsync(4999);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await call).toBe(controller.signal.reason);
  });

  test("gives its own reason although the job cannot be canceled", async () => {
    const { url } = await serveExport(["pending"], {
      before: (answer, { url: path }) => {
        if (!path.startsWith("/export/cancel/")) return false;
        problem(answer, 404, "not_found");
        return true;
      },
    });
    const call = exportMessages(connect(url), march, { signal: AbortSignal.timeout(50) });
    expect(await rejection(call)).toMatchObject({ name: "TimeoutError" });
  });

  test("before the start sends nothing", async () => {
    const { url, seen } = await serveExport(["pending"]);
    const call = exportMessages(connect(url), march, { signal: AbortSignal.abort() });
    expect(await rejection(call)).toMatchObject({ name: "AbortError" });
    expect(seen).toHaveLength(0);
  });

  test("of the stream ends it, and cancels nothing", async () => {
    const controller = new AbortController();
    const { url, calls } = await serveExport(["completed"], {
      before: (answer, { url: path }) => {
        if (!path.startsWith("/download/")) return false;
        answer.write("some of it");
        return true;
      },
    });
    const { stream } = await exportMessages(connect(url), march, { signal: controller.signal });
    const reader = stream!.getReader();
    await reader.read();
    controller.abort();
    expect(await rejection(reader.read())).toMatchObject({ name: "AbortError" });
    expect(calls()).not.toContain("POST /export/cancel/{job}");
  });
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
    expect(await rejection(exportMessages(connect(url), period as ExportPeriod))).toBeInstanceOf(
      IntercomUsageError,
    );
    expect(seen).toHaveLength(0);
  });

  test.each([{ minMs: NaN }, { minMs: 0 }, { maxMs: -1 }, { maxMs: Infinity }])(
    "a poll of %o",
    async (odd) => {
      const { url, seen } = await serveExport(["pending"]);
      const error = await rejection(exportMessages(connect(url), march, { poll: odd }));
      expect(error).toBeInstanceOf(IntercomUsageError);
      expect(seen).toHaveLength(0);
    },
  );

  test("`decompress` in a runtime that cannot do it", async () => {
    vi.stubGlobal("DecompressionStream", undefined);
    const { url, seen } = await serveExport(["pending"]);
    const error = await rejection(exportMessages(connect(url), march, { decompress: true }));
    expect(error).toBeInstanceOf(IntercomUsageError);
    expect(seen).toHaveLength(0);
  });
});
