import { inspect } from "node:util";
import { expect, test } from "vitest";
import { createIntercomClient, unwrap, type Hooks, type Logger } from "../src/index.ts";
import { TOKEN } from "./support/client.ts";
import { json, problem, serve, type Handler } from "./support/serve.ts";

/** Everything that a program is likely to print of a value. */
function shown(value: unknown): string {
  const texts = [String(value), inspect(value, { depth: 20, showHidden: true, getters: true })];
  try {
    texts.push(JSON.stringify(value) ?? "");
  } catch {
    // circular
  }
  if (value instanceof Error) texts.push(value.stack ?? "", shown(value.cause));
  return texts.join("\n");
}

const faults: [string, Handler, object?][] = [
  ["success", (answer) => json(answer, 200, { id: "1" })],
  ["no body", (answer) => answer.writeHead(204).end()],
  ["401", (answer) => problem(answer, 401, "unauthorized")],
  ["404", (answer) => problem(answer, 404, "not_found")],
  ["409", (answer) => problem(answer, 409, "conflict")],
  ["429", (answer) => problem(answer, 429, "rate_limit_exceeded", { "Retry-After": 120 })],
  ["503", (answer) => problem(answer, 503)],
  ["HTML", (answer) => answer.end("<html>")],
  ["reset", (answer) => answer.socket?.resetAndDestroy()],
  ["closed in the body", (answer) => (answer.writeHead(200).write("{"), answer.socket?.destroy())],
  ["stalled", () => {}, { timeoutMs: 40 }],
  ["aborted", () => {}, { signal: AbortSignal.timeout(40) }],
  ["a stream", (answer) => json(answer, 200, {}), { parseAs: "stream" }],
  ["an unknown option", (answer) => json(answer, 200, {}), { timeout: 1 }],
  [
    "a redirect",
    (answer, { url }) =>
      url === "/me" ? answer.writeHead(302, { Location: "/x" }).end() : json(answer, 200, {}),
  ],
];
const tokens: [string, string | (() => string | Promise<string>)][] = [
  ["a string", TOKEN],
  ["a function", () => TOKEN],
  ["an async function", async () => TOKEN],
  ["a function with a token that no header can carry", () => `${TOKEN}\n`],
];

test.each(tokens)("the token is never shown: %s", async (_, token) => {
  const seen: unknown[] = [];
  const keep = (...values: unknown[]) => seen.push(...values);
  const hooks: Hooks = { onRequest: keep, onResponse: keep, onRetry: keep, onError: keep };
  const logger: Logger = { debug: keep, warn: keep, error: keep };

  for (const [, handler, options] of faults) {
    const { url } = await serve(handler);
    const client = createIntercomClient({
      version: "2.12",
      baseUrl: url,
      token,
      hooks,
      logger,
      retry: { limit: 1, maxDelayMs: 1 },
    });
    seen.push(client, client.withOptions({ version: "2.11" }), client.openapiFetch);
    for (const call of [
      () => client.GET("/me", options),
      () => client.POST("/tags", { body: { name: "vip" }, ...options }),
      () => unwrap(client.GET("/me", options)),
      () => client.openapiFetch.GET("/me"),
    ]) {
      // raw calls have no limit of their own here
      if (call.toString().includes("openapiFetch") && options) continue;
      await call().then(keep, keep);
    }
  }

  expect(seen.length).toBeGreaterThan(faults.length * 8);
  for (const value of seen) expect(shown(value)).not.toContain(TOKEN);
});

test("an error of the token function that tells the token reaches the caller, not the logger", async () => {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const error = new Error(`cannot refresh ${TOKEN}`);
  const client = createIntercomClient({
    version: "2.12",
    baseUrl: "http://127.0.0.1:1",
    token: () => Promise.reject(error),
    logger: { debug: write, warn: write, error: write },
  });
  await expect(client.GET("/me")).rejects.toBe(error);
  expect(lines).toEqual(["GET /me #0: Error"]);
});
