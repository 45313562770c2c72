import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { exportMessages } from "../src/index.ts";
import { connect, rejection } from "./support/client.ts";
import { stopClock } from "./support/clock.ts";
import { JOB, march, serveExport } from "./support/exports.ts";
import { problem } from "./support/serve.ts";

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

  test("cancels a job that was gone on with, too", async () => {
    const { url, calls } = await serveExport(["pending"]);
    const controller = new AbortController();
    const { signal } = controller;
    const look = exportMessages(
      connect(url, { hooks: { onRequest: () => controller.abort() } }),
      { jobIdentifier: JOB },
      { signal },
    );
    expect(await rejection(look)).toBe(signal.reason);
    expect(calls()).toContain("POST /export/cancel/{job}");
  });

  test("before there is a job cancels none, and tells nobody of that", async () => {
    const controller = new AbortController();
    const fetch = async () => {
      setImmediate(() => controller.abort());
      return Response.json({}, { status: 429, headers: { "Retry-After": "50" } });
    };
    const onError = vi.fn<() => void>();
    const client = connect("http://127.0.0.1:1", { fetch, hooks: { onError } });
    const { signal } = controller;
    expect(await rejection(exportMessages(client, march, { signal }))).toBe(signal.reason);
    await turn();
    // of the 429
    expect(onError).toHaveBeenCalledOnce();
  });

  test.each(["pending", "no_data"])("of a job that is %s leaves no timer behind", async (status) => {
    stopClock();
    const controller = new AbortController();
    const fetch = async () => Response.json({ job_identifier: JOB, status });
    const onProgress = () => status === "pending" && controller.abort();
    const options = { signal: controller.signal, onProgress };
    await exportMessages(connect("http://127.0.0.1:1", { fetch }), march, options).catch(() => {});
    controller.abort();
    await turn();
    expect(vi.getTimerCount()).toBe(0);
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
