import { afterEach, describe, expect, test, vi } from "vitest";
import {
  exportMessages,
  IntercomExportError,
  isIntercomExportError,
  type ExportOptions,
} from "../src/index.ts";
import { connect, rejection } from "./support/client.ts";
import { turnClock } from "./support/clock.ts";
import { CSV, JOB, march, poll, serveExport } from "./support/exports.ts";
import { json, problem } from "./support/serve.ts";

afterEach(() => void vi.unstubAllGlobals());

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

  test.each(["/export/", "/download/"])("is the API's error when %s is refused otherwise", async (at) => {
    const { url } = await serveExport(["completed"], {
      before: (answer, { url: path }) => {
        if (!path.startsWith(at)) return false;
        problem(answer, 403, "forbidden");
        return true;
      },
    });
    const error = await rejection(exportMessages(connect(url), { jobIdentifier: JOB }));
    expect(error).toMatchObject({ name: "IntercomApiError", status: 403 });
    expect(isIntercomExportError(error)).toBe(false);
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
      expect(error).toMatchObject({
        name: "IntercomParseError",
        message: body ? "200 with another file" : "200 with an empty file",
        status: 200,
        excerpt: body,
      });
    }
  });

  test("CSV where gzip was asked for, in a runtime that cannot make it", async () => {
    vi.stubGlobal("CompressionStream", undefined);
    const error = await endsWith("GET /download", (answer) => answer.end(CSV));
    expect(error).toMatchObject({ name: "IntercomParseError", message: "200 with another file" });
  });

  test("no content in the place of the file", async () => {
    const error = await endsWith("GET /download", (answer) => answer.writeHead(204).end());
    expect(error).toMatchObject({ name: "IntercomParseError", status: 204 });
  });

  test("a file that breaks off before it began", async () => {
    const error = await endsWith("GET /download", (answer) =>
      answer.writeHead(200, { "Content-Length": 500 }).write("\x1f", () => answer.destroy()),
    );
    expect(error).toMatchObject({ name: "IntercomNetworkError", mayHaveArrived: true, attempts: 1 });
    expect(String(error)).toContain("Export: connection failed");
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
