import { createIntercomClient, unwrap, type ApiVersion, type IntercomClient } from "../../src/index.ts";
import type { ClientOptions, IntercomApiError, RateLimit, Result } from "../../src/index.ts";
import type * as V2_11 from "@intercom-openapi/types-2.11";
import type * as V2_12 from "@intercom-openapi/types-2.12";
import { expectTypeOf } from "vitest";

const token = "t";
const client = createIntercomClient({ version: "2.12", token });
const older = client.withOptions({ version: "2.11" });
const contact = { params: { path: { contact_id: "5f1e" } } };
const byId = "/contacts/{contact_id}";
type Contact = V2_12.Endpoints["GET"][typeof byId]["data"];

// the version selects the types
expectTypeOf(client).toEqualTypeOf<IntercomClient<"2.12">>();
expectTypeOf(older).toEqualTypeOf<IntercomClient<"2.11">>();
expectTypeOf(client.withOptions({ timeoutMs: 1 })).toEqualTypeOf<IntercomClient<"2.12">>();
expectTypeOf(await unwrap(client.GET(byId, contact))).toEqualTypeOf<Contact>();
expectTypeOf(await unwrap(older.GET(byId, contact))).toEqualTypeOf<
  V2_11.Endpoints["GET"][typeof byId]["data"]
>();
await client.GET("/ticket_states");
// @ts-expect-error an operation of 2.12 only
await older.GET("/ticket_states");
// @ts-expect-error no such version
createIntercomClient({ version: "2.10", token });
// @ts-expect-error a pin is written down
createIntercomClient({ token });
// @ts-expect-error a token is needed
createIntercomClient({ version: "2.12" });
createIntercomClient({ version: "2.12", token: process.env["INTERCOM_TOKEN"] });
createIntercomClient({ version: "2.12", token: async ({ attempt, reason }) => `${attempt} ${reason}` });
createIntercomClient({ version: "2.12", token: () => process.env["INTERCOM_TOKEN"] });
// @ts-expect-error a client of one version is not one of another
client satisfies IntercomClient<"2.11">;
declare function helper<V extends ApiVersion>(client: IntercomClient<V>): V;
expectTypeOf(helper(client)).toEqualTypeOf<"2.12">();

// a result is data or error, and `error` is never missing where `data` is
const result = await client.GET(byId, contact);
expectTypeOf(result).toEqualTypeOf<Result<Contact>>();
expectTypeOf(result.response).toEqualTypeOf<Response>();
expectTypeOf(result.requestId).toEqualTypeOf<string | undefined>();
expectTypeOf(result.rateLimit).toEqualTypeOf<RateLimit | undefined>();
if (result.error) {
  expectTypeOf(result.error).toEqualTypeOf<IntercomApiError>();
  expectTypeOf(result.data).toEqualTypeOf<undefined>();
  throw result.error;
}
expectTypeOf(result.data).toEqualTypeOf<Contact>();
const { data, error } = await client.GET(byId, contact);
if (error) throw error;
expectTypeOf(data).toEqualTypeOf<Contact>();
expectTypeOf(error).toEqualTypeOf<undefined>();
const { data: none } = await client.DELETE("/tags/{tag_id}", { params: { path: { tag_id: "1" } } });
expectTypeOf(none).toEqualTypeOf<undefined>();

// the code of an error is one of the known ones, or any other
declare const failure: IntercomApiError;
if (failure.code === "not_found" || failure.code === "something_new")
  expectTypeOf(failure.status).toBeNumber();
expectTypeOf(failure.rateLimit?.resetAt).toEqualTypeOf<Date | undefined>();

// parameters, bodies and paths are those of the description
// @ts-expect-error the path parameter is missing
await client.GET(byId);
// @ts-expect-error the path parameter is missing
await client.GET(byId, { params: { path: {} } });
// @ts-expect-error an id is a string
await client.GET(byId, { params: { path: { contact_id: 1 } } });
// @ts-expect-error no such path
await client.GET("/contact");
// @ts-expect-error no such method of the path
await client.POST("/me");
// @ts-expect-error no such query parameter
await client.GET("/conversations", { params: { query: { perPage: 1 } } });
// @ts-expect-error the body is missing
await client.POST("/contacts/search");

// every option of a call, and no other
const { signal } = new AbortController();
await client.GET("/me", {
  timeoutMs: 1,
  deadlineMs: 1,
  retry: { limit: 1, maxDelayMs: 1 },
  signal,
  idempotent: false,
  parseAs: "text",
  headers: { "X-Mine": "1" },
  cache: "no-store",
  redirect: "manual",
  fetch: async (request) => new Response(request.url),
});
await client.GET("/me", { retry: false });
// @ts-expect-error unknown option of a call
await client.GET("/me", { timeout: 1 });
// @ts-expect-error unknown option of a call with parameters
await client.GET(byId, { ...contact, retries: 1 });
// @ts-expect-error unknown option of retry
await client.GET("/me", { retry: { times: 1 } });
// @ts-expect-error the version is the client's
await client.GET("/me", { version: "2.11" });
// @ts-expect-error only the known ways to read a body
await client.GET("/me", { parseAs: "formData" });

createIntercomClient({
  version: "2.12",
  token,
  region: "eu",
  timeoutMs: 1,
  deadlineMs: 1,
  retry: false,
  fetch,
  headers: { "X-Mine": "1" },
  hooks: {
    onRequest: ({ request, attempt }) => `${request.method} ${attempt}`,
    onRetry: async ({ delayMs }) => delayMs,
  },
  logger: console,
  appInfo: { name: "acme", version: "1" },
});
// @ts-expect-error unknown option of a client
createIntercomClient({ version: "2.12", token, timeout: 1 });
// any `fetch` will do, and what makes an answer of as little as is needed
createIntercomClient({ version: "2.12", token, fetch: (request) => fetch(request) });
createIntercomClient({ version: "2.12", token, fetch: (request, init) => fetch(request.url, init) });
createIntercomClient({
  version: "2.12",
  token,
  fetch: async () => ({ ok: true, status: 200, headers: new Headers(), text: async () => "{}" }),
});
// @ts-expect-error an answer is needed
createIntercomClient({ version: "2.12", token, fetch: async () => "{}" });
// @ts-expect-error a region or a server, not both
createIntercomClient({ version: "2.12", token, region: "eu", baseUrl: "http://127.0.0.1:4010" });
// @ts-expect-error not both here either
client.withOptions({ region: "eu", baseUrl: "http://127.0.0.1:4010" });
declare const given: ClientOptions<"2.12">;
createIntercomClient(given);
createIntercomClient({ ...given, timeoutMs: 1 });
// @ts-expect-error unknown region
createIntercomClient({ version: "2.12", token, region: "EU" });
// @ts-expect-error unknown hook
createIntercomClient({ version: "2.12", token, hooks: { onRetries: () => {} } });

// the openapi-fetch client underneath has the types of its version
const raw = await client.openapiFetch.GET(byId, contact);
expectTypeOf(raw.data?.id).toEqualTypeOf<string | undefined>();
// @ts-expect-error no such path
await client.openapiFetch.GET("/contact");
