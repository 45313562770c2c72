import { expect, test, vi } from "vitest";
import { authorizeUrl, exchangeCode, type ExchangeOptions } from "../src/oauth.ts";
import {
  IntercomApiError,
  IntercomNetworkError,
  IntercomParseError,
  IntercomTimeoutError,
  IntercomUsageError,
  type Region,
} from "../src/index.ts";
import { bundle, gzipped } from "./support/bundle.ts";
import { rejection, TOKEN } from "./support/client.ts";
import { passing, stopClock } from "./support/clock.ts";
import { json, problem, serve } from "./support/serve.ts";

const app = { clientId: "client-1", clientSecret: "s3cret+of&the/app", code: "code-1" };

test("the authorize URL is of the workspace's region, with the state and the callback", () => {
  const url = (region?: Region, redirectUri?: string) =>
    authorizeUrl({ clientId: "client+1", state: "a&b=c", region, redirectUri });
  expect(url()).toBe("https://app.intercom.com/oauth?client_id=client%2B1&state=a%26b%3Dc");
  expect(url("eu")).toMatch(/^https:\/\/app\.eu\.intercom\.com\/oauth\?/);
  expect(url("au")).toMatch(/^https:\/\/app\.au\.intercom\.com\/oauth\?/);
  const { searchParams } = new URL(url("us", "https://acme.example/callback?from=intercom"));
  expect(searchParams.get("redirect_uri")).toBe("https://acme.example/callback?from=intercom");
  expect(searchParams.get("state")).toBe("a&b=c");
});

test.each([
  ["clientId", { clientId: "" }],
  ["state", { state: undefined }],
  ["state", { state: " " }],
  ["state", { state: " s" }],
  ["state", { state: "s\n" }],
  ["region", { region: "mars" }],
])("an authorize URL without a right %s is refused: %j", (name, wrong) => {
  const options = { clientId: "client-1", state: "s", ...wrong } as never;
  expect(() => authorizeUrl(options)).toThrow(IntercomUsageError);
  expect(() => authorizeUrl(options)).toThrow(name);
});

test("what somebody put into `Object.prototype` sends the secret nowhere", async () => {
  const own = await serve((answer) => json(answer, 200, { token: TOKEN }));
  const other = await serve((answer) => json(answer, 200, { token: "evil" }));
  const names = { baseUrl: other.url, region: "eu", fetch: () => Promise.reject(new Error("evil")) };
  const polluted = Object.prototype as Record<string, unknown>;
  try {
    Object.assign(polluted, { region: names.region, fetch: names.fetch });
    expect(authorizeUrl({ clientId: "client-1", state: "s" })).toMatch(/^https:\/\/app\.intercom\.com/);
    expect(await exchangeCode({ ...app, baseUrl: own.url })).toEqual({ token: TOKEN });
    Object.assign(polluted, { baseUrl: names.baseUrl });
    const asked: string[] = [];
    const fetch = (url: string) => {
      asked.push(url);
      return Promise.resolve(Response.json({ token: TOKEN }));
    };
    await exchangeCode({ ...app, fetch });
    expect(asked).toEqual(["https://api.intercom.io/auth/eagle/token"]);
  } finally {
    for (const name of Object.keys(names)) delete polluted[name];
  }
  expect(other.seen).toEqual([]);
});

test.each(["/proxy/", "/proxy"])(
  "a code is exchanged at %s for the token, with a form that has the secret",
  async (at) => {
    const { url, seen } = await serve((answer) =>
      json(answer, 200, { token_type: "Bearer", token: TOKEN, access_token: TOKEN }),
    );
    expect(await exchangeCode({ ...app, baseUrl: url + at })).toEqual({ token: TOKEN });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ method: "POST", url: "/proxy/auth/eagle/token" });
    expect(seen[0]?.headers["content-type"]).toContain("application/x-www-form-urlencoded");
    expect(Object.fromEntries(new URLSearchParams(seen[0]?.body))).toEqual({
      client_id: app.clientId,
      client_secret: app.clientSecret,
      code: app.code,
    });
  },
);

test.each([
  [undefined, "https://api.intercom.io/auth/eagle/token"],
  ["eu", "https://api.eu.intercom.io/auth/eagle/token"],
  ["au", "https://api.au.intercom.io/auth/eagle/token"],
] as const)("region %s is asked at %s, by a fetch of any make", async (region, url) => {
  const asked: unknown[] = [];
  const fetch: ExchangeOptions["fetch"] = async (given, init) => {
    asked.push(given, init.method, init.body.get("code"), init.redirect);
    return Response.json({ token: TOKEN });
  };
  await exchangeCode({ ...app, region, fetch });
  expect(asked).toEqual([url, "POST", "code-1", "manual"]);
});

test("what Intercom refuses is an IntercomApiError, and is asked once", async () => {
  const { url, seen } = await serve((answer) => problem(answer, 503, "service_unavailable"));
  const error = await rejection(exchangeCode({ ...app, baseUrl: url }));
  expect(error).toBeInstanceOf(IntercomApiError);
  expect(error).toMatchObject({
    message: "POST /auth/eagle/token: 503 service_unavailable",
    status: 503,
    code: "service_unavailable",
    requestId: "r-1",
    errors: [{ code: "service_unavailable", message: "It did not work" }],
    attempts: 1,
  });
  expect(seen).toHaveLength(1);
});

test.each(["<html>", "", '{"errors":null}', "null", '{"errors":"no"}'])(
  "a refusal with the body %j is one too",
  async (body) => {
    const { url } = await serve((answer) => answer.writeHead(404, { "X-Request-Id": "r-2" }).end(body));
    const error = await rejection(exchangeCode({ ...app, baseUrl: url }));
    expect(error).toBeInstanceOf(IntercomApiError);
    expect(error).toMatchObject({ status: 404, code: undefined, errors: [], requestId: "r-2" });
  },
);

test.each(['{"toString":1,"valueOf":1}', '"\\nerror: forged"', `"${"a".repeat(65)}"`, "7", "[]"])(
  "a refusal with the code %s is told without it",
  async (code) => {
    const body = `{"request_id":{"toString":1},"errors":[{"code":${code}}]}`;
    const { url } = await serve((answer) => answer.writeHead(400, { "X-Request-Id": "r-3" }).end(body));
    const error = await rejection(exchangeCode({ ...app, baseUrl: url }));
    expect(error).toBeInstanceOf(IntercomApiError);
    expect(error).toMatchObject({ message: "POST /auth/eagle/token: 400", requestId: "r-3" });
  },
);

test.each(["<html>", "", "{}", "null", '{"token":""}', '{"token":7}', `{"token":"${TOKEN}`])(
  "a 200 with %j instead of a token is an IntercomParseError that quotes nothing",
  async (body) => {
    const { url } = await serve((answer) => answer.setHeader("Content-Type", "text/html").end(body));
    const error = await rejection(exchangeCode({ ...app, baseUrl: url }));
    expect(error).toBeInstanceOf(IntercomParseError);
    expect(error).toMatchObject({ status: 200, contentType: "text/html", excerpt: "" });
    expect(String(error)).toContain("POST /auth/eagle/token: 200 without a token");
    expect(JSON.stringify(error)).not.toContain(TOKEN.slice(0, 9));
  },
);

test("a redirect is not followed: the secret stays at its host", async () => {
  const other = await serve((answer) => json(answer, 200, { token: "somebody-else" }));
  const { url } = await serve((answer) => answer.writeHead(307, { Location: `${other.url}/token` }).end());
  const error = await rejection(exchangeCode({ ...app, baseUrl: url }));
  expect(error).toMatchObject({ name: "IntercomApiError", status: 307 });
  expect(other.seen).toEqual([]);
});

test("a connection that fails, a limit that runs out and an abort end it as they end a call", async () => {
  const lost = await serve((answer) => answer.destroy());
  const failure = await rejection(exchangeCode({ ...app, baseUrl: lost.url }));
  expect(failure).toBeInstanceOf(IntercomNetworkError);
  expect(failure).toMatchObject({ mayHaveArrived: true, attempts: 1 });
  expect(String(failure)).toContain("POST /auth/eagle/token: connection failed");
  expect(lost.seen).toHaveLength(1);

  const gone = await serve(() => {});
  await new Promise((resolve) => gone.server.close(resolve));
  const refused = await rejection(exchangeCode({ ...app, baseUrl: gone.url }));
  expect(refused).toMatchObject({ name: "IntercomNetworkError", mayHaveArrived: false });

  stopClock();
  const slow = await serve((answer) => answer.writeHead(200).write('{"token":'));
  const late = await passing(rejection(exchangeCode({ ...app, baseUrl: slow.url })));
  vi.useRealTimers();
  expect(late).toBeInstanceOf(IntercomTimeoutError);
  expect(late).toMatchObject({ limit: "timeoutMs", limitMs: 30_000 });

  const controller = new AbortController();
  const reason = new Error("no longer wanted");
  const silent = await serve(() => controller.abort(reason));
  const aborted = exchangeCode({
    ...app,
    baseUrl: silent.url,
    signal: controller.signal,
  });
  expect(await rejection(aborted)).toBe(reason);
});

test("a `fetch` that does not heed its signal is not waited for either", async () => {
  const fetch = () => new Promise<never>(() => {});
  const controller = new AbortController();
  const aborted = rejection(exchangeCode({ ...app, fetch, signal: controller.signal }));
  controller.abort("no longer wanted");
  expect(await aborted).toBe("no longer wanted");
  stopClock();
  const late = await passing(rejection(exchangeCode({ ...app, fetch })));
  expect(late).toMatchObject({ name: "IntercomTimeoutError", limitMs: 30_000 });
});

test("a signal of another realm ends it too", async () => {
  // what jsdom and polyfills have: no `AbortSignal` of this realm's
  const signal = Object.assign(new EventTarget(), { aborted: false, reason: "enough", throwIfAborted() {} });
  const silent = await serve(() => signal.dispatchEvent(new Event("abort")));
  const aborted = exchangeCode({ ...app, baseUrl: silent.url, signal: signal as never });
  expect(await rejection(aborted)).toBe("enough");
});

test.each([
  ["clientId", { clientId: undefined }],
  ["clientSecret", { clientSecret: "" }],
  ["code", { code: null }],
  ["baseUrl", { baseUrl: "nowhere" }],
  ["region", { region: "eu" }],
  ["signal", { signal: {} }],
  ["fetch", { fetch: "undici" }],
])("without a right %s nothing is sent: %j", async (name, wrong) => {
  const { url, seen } = await serve((answer) => json(answer, 200, { token: TOKEN }));
  const error = await rejection(exchangeCode({ ...app, baseUrl: url, ...wrong } as never));
  expect(error).toBeInstanceOf(IntercomUsageError);
  expect(String(error)).toContain(name);
  expect(seen).toEqual([]);
});

test("no error has the secret", async () => {
  const { url } = await serve((answer, { body }) => answer.writeHead(400).end(body));
  const error = (await rejection(exchangeCode({ ...app, baseUrl: url }))) as Error;
  for (const shown of [String(error), JSON.stringify(error), error.stack])
    expect(shown).not.toContain("s3cret");
});

test("beside the client, both add at most 800 bytes to a bundle, gzipped; alone, they bring no client", async () => {
  const client = `
    import { createIntercomClient } from "../../src/index.ts";
    console.log(await createIntercomClient({ version: "2.12", token: "t" }).GET("/me"));`;
  const oauth = `
    import { authorizeUrl, exchangeCode } from "../../src/oauth.ts";
    console.log(authorizeUrl, exchangeCode);`;
  const [without, beside, alone] = await Promise.all(
    [client, oauth + client, oauth].map((code) => bundle(code)),
  );
  expect(gzipped(beside!) - gzipped(without!)).toBeLessThanOrEqual(800);
  // with what the client has too: errors, hosts, the check of options, limits
  expect(gzipped(alone!)).toBeLessThanOrEqual(2300);
  expect(new TextDecoder().decode(alone)).not.toContain("Intercom-Version");
});
