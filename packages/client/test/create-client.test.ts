import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createIntercomClient, IntercomUsageError, type ClientOptions } from "../src/index.js";

const seen: { method: string | undefined; url: string | undefined; headers: IncomingHttpHeaders }[] = [];
const server = createServer(({ method, url, headers }, response) => {
  seen.push({ method, url, headers });
  response.setHeader("Content-Type", "application/json").end('{"type":"admin","id":"7100231"}');
});
let baseUrl: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => void seen.splice(0));
afterAll(() => void server.close());

test("sends the token and the version with every request", async () => {
  const client = createIntercomClient({ version: "2.12", token: "secret", baseUrl });
  const { data } = await client.GET("/me");
  expect(data?.id).toBe("7100231");
  expect(seen[0]).toMatchObject({
    method: "GET",
    url: "/me",
    headers: { authorization: "Bearer secret", "intercom-version": "2.12" },
  });
});

test("sends the headers of the client and of the call, but never another version or token", async () => {
  const headers = { "X-Team": "a", "Intercom-Version": "1.0", Authorization: "Bearer other" };
  const client = createIntercomClient({ version: "2.11", token: "secret", baseUrl, headers });
  await client.GET("/me", { headers: { "X-Team": "b", "intercom-version": "2.12" } });
  expect(seen[0]?.headers).toMatchObject({
    "x-team": "b",
    authorization: "Bearer secret",
    "intercom-version": "2.11",
  });
});

test.each([
  [undefined, "https://api.intercom.io"],
  ["us", "https://api.intercom.io"],
  ["eu", "https://api.eu.intercom.io"],
  ["au", "https://api.au.intercom.io"],
] as const)("region %s selects the host %s", async (region, host) => {
  const urls: string[] = [];
  const fetch = async (request: Request) => {
    urls.push(request.url);
    return Response.json({});
  };
  const client = createIntercomClient({ version: "2.12", token: "secret", region, fetch });
  await client.GET("/me");
  expect(client.baseUrl).toBe(host);
  expect(urls).toEqual([`${host}/me`]);
});

describe("withOptions", () => {
  test("gives a client of another version and leaves the first as it is", async () => {
    const client = createIntercomClient({ version: "2.12", token: "secret", baseUrl });
    const older = client.withOptions({ version: "2.11" });
    await older.GET("/me");
    await client.GET("/me");
    expect(seen.map(({ headers }) => headers["intercom-version"])).toEqual(["2.11", "2.12"]);
  });

  test("lets region and baseUrl take each other's place", () => {
    const client = createIntercomClient({ version: "2.12", token: "secret", region: "eu" });
    expect(client.withOptions({ baseUrl }).baseUrl).toBe(baseUrl);
    expect(client.withOptions({ baseUrl }).withOptions({ region: "au" }).baseUrl).toBe(
      "https://api.au.intercom.io",
    );
    expect(client.withOptions({ token: "other" }).baseUrl).toBe("https://api.eu.intercom.io");
  });
});

describe("throws at once, says what to do, and sends nothing", () => {
  const valid = { version: "2.12", token: "secret" } as const;
  test.each<[string, object, RegExp]>([
    ["an unknown version", { ...valid, version: "2.10" }, /version 2\.10: use 2\.11,2\.12/],
    ["a missing version", { token: "secret" }, /version/],
    ["an unknown region", { ...valid, region: "uk" }, /`region` \(us, eu, au\)/],
    [
      "region and baseUrl together",
      { ...valid, region: "eu", baseUrl: "http://localhost" },
      /`region`.* or .*`baseUrl`/,
    ],
    ["a baseUrl that is no URL", { ...valid, baseUrl: "api.intercom.io" }, /`baseUrl`/],
    ["a missing token", { version: "2.12" }, /Give a `token`/],
    ["an empty token", { ...valid, token: "" }, /Give a `token`/],
    ["a token with a space", { ...valid, token: " secret" }, /`token` without spaces/],
    ["a token with a line break", { ...valid, token: "secret\r\n" }, /`token` without spaces/],
  ])("%s", (_, options, message) => {
    const create = () => createIntercomClient(options as ClientOptions<"2.12">);
    expect(create).toThrow(IntercomUsageError);
    expect(create).toThrow(message);
    expect(create).not.toThrow(/secret/);
    expect(seen).toEqual([]);
  });
});
