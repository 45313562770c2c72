import { expect, test, vi } from "vitest";
import { IntercomUsageError } from "../src/index.ts";
import { connect, rejection } from "./support/client.ts";
import { json, serve } from "./support/serve.ts";

const path = "/contacts/{contact_id}";

test.each([
  ["empty", ""],
  ["a dot", "."],
  ["two dots", ".."],
  ["null", null],
  ["undefined", undefined],
  ["an object", {}],
])("a path parameter that is %s: usage error, nothing is sent", async (_, contact_id) => {
  const fetch = vi.fn<() => Promise<Response>>();
  const onError = vi.fn<() => void>();
  const client = connect("http://127.0.0.1:1", { fetch, hooks: { onError } });
  const error = await rejection(client.GET(path, { params: { path: { contact_id: contact_id as string } } }));
  expect(error).toBeInstanceOf(IntercomUsageError);
  expect((error as Error).message).toContain("`params.path.contact_id`");
  expect(fetch).not.toHaveBeenCalled();
  expect(onError).toHaveBeenCalledOnce();
});

test.each([
  [{}],
  [{ params: {} }],
  [{ params: { path: {} } }],
  [{ params: { path: { id: "1" } } }],
  [undefined],
])("a path parameter that is missing: usage error: %j", async (options) => {
  const fetch = vi.fn<() => Promise<Response>>();
  const error = await rejection(connect("http://127.0.0.1:1", { fetch }).GET(path, options as never));
  expect(error).toBeInstanceOf(IntercomUsageError);
  expect(fetch).not.toHaveBeenCalled();
});

test.each([
  ["a/b", "a%2Fb"],
  ["../companies", "..%2Fcompanies"],
  ["?role=user", "%3Frole%3Duser"],
  ["#x", "%23x"],
  ["%2e%2e", "%252e%252e"],
  ["..\\", "..%5C"],
  ["{contact_id}", "%7Bcontact_id%7D"],
  ["$&", "%24%26"],
  ["5f1e", "5f1e"],
])("a path parameter %j is encoded: never another endpoint", async (contact_id, encoded) => {
  const { url, seen } = await serve((answer) => json(answer, 200, {}));
  await connect(url).GET(path, { params: { path: { contact_id } } });
  expect(seen[0]?.url).toBe(`/contacts/${encoded}`);
});

test("a number will do", async () => {
  const { url, seen } = await serve((answer) => json(answer, 200, {}));
  await connect(url).GET(path, { params: { path: { contact_id: 0 as unknown as string } } });
  expect(seen[0]?.url).toBe("/contacts/0");
});

test("a path cannot change the host", async () => {
  const { url, seen } = await serve((answer) => json(answer, 200, {}));
  for (const wrong of ["me", "@evil.example/me", ".evil.example/me", ":1/me"]) {
    await connect(url).GET(wrong as "/me");
  }
  expect(seen.map((one) => one.url)).toEqual(["/me", "/@evil.example/me", "/.evil.example/me", "/:1/me"]);
});
