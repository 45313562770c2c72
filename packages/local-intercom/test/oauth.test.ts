import { describe, expect, test } from "vitest";
import { caller, clock, open, type Body } from "./harness.ts";

describe("an app is installed", () => {
  const redirect_uri = "https://app.example.com/callback?from=intercom";

  async function installed(options: Parameters<typeof open>[0] = {}) {
    const { local } = await open(options);
    const query = new URLSearchParams({ client_id: "app-1", state: "s-1", redirect_uri });
    const { status, headers } = await fetch(`${local.url}/oauth?${query}`, { redirect: "manual" });
    const back = new URL(headers.get("location") ?? "");
    const exchange = async (body: object, type = "application/json") => {
      const text = type.includes("json")
        ? JSON.stringify(body)
        : new URLSearchParams(body as Record<string, string>);
      const init = { method: "POST", headers: { "Content-Type": type }, body: text.toString() };
      const response = await fetch(`${local.url}/auth/eagle/token`, init);
      return { status: response.status, body: (await response.json()) as Body };
    };
    return { local, status, back, exchange, code: back.searchParams.get("code") };
  }

  const app = { client_id: "app-1", client_secret: "local-secret" };

  test.each(["application/json", "application/x-www-form-urlencoded"])("by %s", async (type) => {
    const { local, status, back, exchange, code } = await installed();
    expect(status).toBe(302);
    expect([back.origin, back.searchParams.get("from"), back.searchParams.get("state")]).toEqual([
      "https://app.example.com",
      "intercom",
      "s-1",
    ]);
    const { body } = await exchange({ ...app, code }, type);
    expect(body).toEqual({ token_type: "Bearer", token: local.token, access_token: local.token });
    expect((await caller({ ...local, token: body.token })("GET", "/me")).status).toBe(200);
    // a code is good for once
    expect((await exchange({ ...app, code }, type)).status).toBe(401);
  });

  test("but not with another secret, code, or too late", async () => {
    const { now, pass } = clock();
    const { exchange, code } = await installed({ now });
    expect((await exchange({ ...app, code: "other" })).status).toBe(401);
    expect((await exchange({ ...app, code, client_secret: "other" })).status).toBe(401);
    pass(300_000);
    expect((await exchange({ ...app, code })).status).toBe(401);
  });

  test.each<[RequestInit, number]>([
    [{ method: "POST", headers: { "Content-Type": "application/json" }, body: "5" }, 400],
    [{ method: "POST" }, 401],
    [{ method: "PUT" }, 405],
  ])("nor by %j", async (init, status) => {
    const { local } = await open();
    expect((await fetch(`${local.url}/auth/eagle/token`, init)).status).toBe(status);
  });

  test.each(["", "?client_id=a", "?client_id=a&redirect_uri=javascript:alert(1)"])(
    "nor by /oauth%s",
    async (query) => {
      const { local } = await open();
      expect((await fetch(`${local.url}/oauth${query}`, { redirect: "manual" })).status).toBe(400);
    },
  );
});
