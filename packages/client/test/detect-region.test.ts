import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appUrl, detectRegion, IntercomUsageError } from "../src/index.js";

let answer: { status: number; body: string };
const seen: { url: string | undefined; headers: IncomingHttpHeaders }[] = [];
const server = createServer(({ url, headers }, response) => {
  seen.push({ url, headers });
  response.writeHead(answer.status, { "Content-Type": "application/json" }).end(answer.body);
});
let baseUrl: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const meWith = (app: unknown) => ({
  status: 200,
  body: JSON.stringify({ type: "admin", id: "7100231", app }),
});

describe("detectRegion", () => {
  test.each([
    ["US", "us"],
    ["us", "us"],
    ["Europe", "eu"],
    ["EUROPE", "eu"],
    ["EU", "eu"],
    ["AU", "au"],
    ["Australia", "au"],
    [" Europe ", "eu"],
  ])("knows %j", async (region, expected) => {
    answer = meWith({ type: "app", region });
    expect(await detectRegion("secret", { baseUrl })).toBe(expected);
  });

  test.each<unknown>([
    "",
    "Eurasia",
    "USSR",
    "EU2",
    "AUS",
    "Europe\nUS",
    "constructor",
    "Moon",
    null,
    1,
    {},
    { toString: 1 },
  ])("does not guess what %j is", async (region) => {
    answer = meWith({ type: "app", region });
    expect(await detectRegion("secret", { baseUrl })).toBe("unknown");
  });

  test.each([[undefined], [null], [{}]])("does not guess where the answer has no region: %j", async (app) => {
    answer = meWith(app);
    expect(await detectRegion("secret", { baseUrl })).toBe("unknown");
  });

  test("does not guess where the answer is null", async () => {
    answer = { status: 200, body: "null" };
    expect(await detectRegion("secret", { baseUrl })).toBe("unknown");
  });

  test("asks the US host once, with the token", async () => {
    const requests: Request[] = [];
    const fetch = async (request: Request) => {
      requests.push(request);
      return Response.json({ type: "admin", app: { region: "US" } });
    };
    expect(await detectRegion("secret", { fetch })).toBe("us");
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual(["GET https://api.intercom.io/me"]);
    expect(requests[0]?.headers.get("authorization")).toBe("Bearer secret");
  });

  test("rejects where the token is refused, rather than to answer unknown", async () => {
    answer = {
      status: 401,
      body: '{"type":"error.list","request_id":"r1","errors":[{"code":"unauthorized"}]}',
    };
    await expect(detectRegion("secret", { baseUrl })).rejects.toMatchObject({
      errors: [{ code: "unauthorized" }],
    });
  });

  test("rejects with the reason of the signal, and with a usage error for a token that cannot be one", async () => {
    const signal = AbortSignal.abort(new Error("changed my mind"));
    await expect(detectRegion("secret", { baseUrl, signal })).rejects.toThrow("changed my mind");
    await expect(detectRegion("", { baseUrl })).rejects.toThrow(IntercomUsageError);
  });
});

describe("appUrl", () => {
  test.each([
    ["us", "https://app.intercom.com"],
    ["eu", "https://app.eu.intercom.com"],
    ["au", "https://app.au.intercom.com"],
  ] as const)("of %s", (region, url) => {
    expect(appUrl(region)).toBe(url);
  });

  test("has none for an unknown region", () => {
    // @ts-expect-error detectRegion may say so, and it has no address
    const url = () => appUrl("unknown");
    expect(url).toThrow(IntercomUsageError);
    expect(url).toThrow('Unknown region "unknown": use us, eu or au');
  });
});
