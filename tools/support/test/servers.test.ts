import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { freePort, listen, untilAnswered } from "../src/index.ts";

function serve() {
  const server = createServer((_, response) => response.writeHead(404).end());
  onTestFinished(() => void server.close());
  return server;
}

test("a free port can be listened on, and an answer is waited for", async () => {
  const port = await freePort();
  const waiting = untilAnswered(`http://127.0.0.1:${port}`);
  expect(await listen(serve(), port)).toBe(`http://127.0.0.1:${port}`);
  await waiting;
});

test("who never answers is named", async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  await expect(untilAnswered(url, 100)).rejects.toThrow(`${url} did not answer within 0.1 s`);
});
