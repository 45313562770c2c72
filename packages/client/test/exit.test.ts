import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { bundle } from "./support/bundle.ts";
import { json, problem, serve } from "./support/serve.ts";

test("nothing of a call keeps the process from its end, however the calls ended", async () => {
  const { url } = await serve((answer, { url: path }) => {
    if (path === "/me") json(answer, 200, {});
    if (path === "/admins") problem(answer, 503, "service_unavailable", { "Retry-After": 3000 });
    if (path === "/teams") answer.writeHead(200).write("{");
    if (path === "/segments") json(answer, 200, {});
  });
  const script = `
    import { createIntercomClient } from "../../src/index.js";
    const client = createIntercomClient({ version: "2.12", token: "t", baseUrl: "${url}", deadlineMs: 3_600_000, retry: { maxDelayMs: Infinity } });
    const signal = AbortSignal.timeout(300);
    await Promise.allSettled([
      client.GET("/me"),
      client.GET("/admins", { signal }),
      client.GET("/teams", { timeoutMs: 200 }),
      client.GET("/segments", { parseAs: "stream" }).then(({ response }) => response.body.cancel()),
      client.withOptions({ baseUrl: "http://127.0.0.1:1" }).GET("/me"),
      client.GET("/tags", { signal: AbortSignal.abort() }),
    ]);
    console.log("done");
  `;
  const folder = mkdtempSync(join(tmpdir(), "exit-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "script.mjs");
  writeFileSync(file, await bundle(script, "node"));
  // what is left would go on for most of an hour
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [file], { timeout: 240_000 });
  expect([stdout, stderr]).toEqual(["done\n", ""]);
});
