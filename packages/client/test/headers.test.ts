import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { connect, TOKEN } from "./support/client.ts";
import { json, serve } from "./support/serve.ts";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};

test("only these headers are sent: no telemetry", async () => {
  const { url, seen } = await serve((answer) => json(answer, 200, {}));
  await connect(url).POST("/tags", { body: { name: "vip" } });
  expect(seen[0]?.headers).toEqual({
    host: new URL(url).host,
    connection: "keep-alive",
    "content-length": "14",
    accept: "application/json",
    authorization: `Bearer ${TOKEN}`,
    "content-type": "application/json",
    "intercom-version": "2.12",
    "user-agent": `intercom-openapi-client/${version}`,
    // what Node's fetch adds
    "accept-encoding": "gzip, deflate",
    "accept-language": "*",
    "sec-fetch-mode": "cors",
  });
});

test("`appInfo` names the product in the User-Agent", async () => {
  const { url, seen } = await serve((answer) => json(answer, 200, {}));
  await connect(url, { appInfo: { name: "acme-sync", version: "1.4.0" } }).GET("/me");
  await connect(url, { appInfo: { name: "acme-sync" } }).GET("/me");
  expect(seen.map(({ headers }) => headers["user-agent"])).toEqual([
    `intercom-openapi-client/${version} acme-sync/1.4.0`,
    `intercom-openapi-client/${version} acme-sync`,
  ]);
});

test("in a browser the User-Agent is left to it", async () => {
  vi.stubGlobal("document", {});
  const { url, seen } = await serve((answer) => json(answer, 200, {}));
  await connect(url).GET("/me");
  vi.unstubAllGlobals();
  expect(seen[0]?.headers["user-agent"]).toBe("node");
});

test.each<[string, (headers: Record<string, string>) => Record<string, string> | Headers]>([
  ["an object", (headers) => headers],
  ["`Headers`", (headers) => new Headers(headers)],
])("headers are added as %s, those of a call over those of the client", async (_, as) => {
  const { url, seen } = await serve((answer) => json(answer, 200, {}));
  const client = connect(url, { headers: as({ Accept: "text/html", "X-App": "acme" }) });
  await client.GET("/me");
  await client.GET("/me", { headers: as({ "x-app": "other", "X-Call": "1" }) });
  expect(seen.map(({ headers: sent }) => [sent["accept"], sent["x-app"], sent["x-call"]])).toEqual([
    ["text/html", "acme", undefined],
    ["text/html", "other", "1"],
  ]);
});

test("a header that is null takes away what openapi-fetch adds", async () => {
  const { url, seen } = await serve((answer) => json(answer, 200, {}));
  await connect(url, { headers: { "Content-Type": null as never } }).POST("/tags", { body: { name: "vip" } });
  // what `fetch` itself says of a text
  expect(seen[0]?.headers["content-type"]).toBe("text/plain;charset=UTF-8");
});
