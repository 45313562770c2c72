import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { bundle } from "./support/bundle.ts";
import { json, problem, serve } from "./support/serve.ts";

test("the process exits at once after the last call, however the calls ended", async () => {
  const { url } = await serve((answer, { url: path }) => {
    if (path === "/me") json(answer, 200, {});
    if (path === "/admins") problem(answer, 503, "service_unavailable", { "Retry-After": 50 });
    if (path === "/teams") answer.writeHead(200).write("{");
    if (path === "/segments") json(answer, 200, {});
  });
  const script = `
    import { createIntercomClient } from "../../src/index.js";
    const client = createIntercomClient({ version: "2.12", token: "t", baseUrl: "${url}", deadlineMs: 60_000 });
    const signal = AbortSignal.timeout(300);
    await Promise.allSettled([
      client.GET("/me"),
      client.GET("/admins", { signal }),
      client.GET("/teams", { timeoutMs: 200 }),
      client.GET("/segments", { parseAs: "stream" }).then(({ response }) => response.body.cancel()),
      client.withOptions({ baseUrl: "http://127.0.0.1:1" }).GET("/me"),
      client.GET("/tags", { signal: AbortSignal.abort() }),
    ]);
    console.log(Date.now());
  `;
  const folder = mkdtempSync(join(tmpdir(), "exit-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "script.mjs");
  writeFileSync(file, await bundle(script, "node"));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [file], { timeout: 15_000 });
  const exited = Date.now();
  expect(stderr).toBe("");
  expect(exited - Number(stdout)).toBeLessThan(3000);
});
