import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createIntercomClient, isIntercomError, paginate, upsertContact } from "../src/index.ts";
import { TOKEN } from "./support/client.ts";
import { ending, holds, listener, stage, tells, type Reply } from "./support/hostile.ts";
import { serve } from "./support/serve.ts";

const QUICK = { retry: { limit: 2, maxDelayMs: 3 } };
const json = (status: number, body: unknown, headers: Record<string, string> = {}): Reply => ({
  status,
  headers,
  body: JSON.stringify(body),
});

/** What all objects inherit from, also those of nobody here. */
const EVERYTHING = Object.prototype as { baseUrl?: string };

/** Ways to lead a call to another server. */
const DETOURS = [
  "baseUrl",
  "middleware",
  "middleware of the call",
  "redirect",
  "prototype",
  "hidden prototype",
];

test("the token goes to the client's own server, whatever leads elsewhere", async () => {
  const { play, elsewhere, seen } = await stage();
  await holds(
    fc.asyncProperty(
      fc.constantFrom(...DETOURS),
      fc.constantFrom("GET", "POST"),
      fc.boolean(),
      fc.constantFrom(301, 302, 303, 307, 308),
      fc.constantFrom(200, 401, 429, 503),
      async (detour, method, raw, redirect, status) => {
        elsewhere.seen.length = 0;
        const { options, asked, end } = play((_, away) =>
          detour === "redirect" ? [json(redirect, {}, { Location: `${away}/tags` })] : [json(status, {})],
        );
        const { lines, options: told } = listener();
        const token = async () => TOKEN;
        const client = createIntercomClient({ version: "2.12", ...QUICK, ...options, ...told, token });
        const lead = {
          onRequest: ({ request }: { request: Request }) => new Request(`${elsewhere.url}/x`, request),
        };
        if (detour === "middleware") client.openapiFetch.use(lead);
        const own = {
          ...(detour === "baseUrl" && { baseUrl: elsewhere.url }),
          ...(detour === "middleware of the call" && { middleware: [lead] }),
        };
        const target = (raw ? client.openapiFetch : client) as typeof client;
        if (detour.endsWith("prototype")) {
          const enumerable = detour === "prototype";
          Object.defineProperty(EVERYTHING, "baseUrl", {
            value: elsewhere.url,
            enumerable,
            configurable: true,
            writable: true,
          });
        }
        const result = await ending(async () => {
          try {
            return await (method === "GET"
              ? target.GET("/tags", own as object)
              : target.POST("/tags", { ...own, body: { name: "vip" } } as never));
          } finally {
            delete EVERYTHING.baseUrl;
          }
        });
        expect(elsewhere.seen.some(tells)).toBe(false);
        expect([lines, result instanceof Error && result].some(tells)).toBe(false);
        expect(asked()).toBeLessThan(20);
        for (const { headers } of seen) expect(headers.authorization).toBe(`Bearer ${TOKEN}`);
        end();
      },
    ),
    300,
    // what is in the prototype is there for all
    1,
  );
});

const ODD = fc.oneof(
  fc.constantFrom<unknown>(
    NaN,
    Infinity,
    -Infinity,
    -1,
    0,
    0.5,
    1,
    2 ** 31,
    1e300,
    "5",
    "",
    null,
    {},
    [],
    true,
    false,
  ),
  fc.constantFrom<unknown>(undefined, () => 5, Symbol("x"), 5n, new Date(NaN)),
);
const NAMES = [
  "timeoutMs",
  "deadlineMs",
  "retry",
  "idempotent",
  "parseAs",
  "headers",
  "signal",
  "params",
  "hooks",
  "logger",
];

test("whatever an option is, it is refused or the call ends within its limits", async () => {
  const { play } = await stage();
  await holds(
    fc.asyncProperty(
      fc.constantFrom("client", "call", "JSON"),
      fc.dictionary(fc.constantFrom(...NAMES), ODD, { maxKeys: 3 }),
      fc.option(fc.record({ limit: ODD, maxDelayMs: ODD }, { requiredKeys: [] })),
      fc.constantFrom(200, 429, 503),
      fc.constantFrom("0", "30", "3000000", "2026-07-01T00:00:00Z"),
      async (where, odd, retry, status, wait) => {
        const { options, asked, end } = play(() => [json(status, {}, { "Retry-After": wait })]);
        const given = { ...odd, ...(retry && { retry }) };
        const reason = new Error("long enough");
        const controller = new AbortController();
        const timer = setTimeout(() => controller.abort(reason), 300);
        await ending(async () => {
          const base = { version: "2.12", ...QUICK, ...options } as const;
          const client = createIntercomClient(
            where === "client" ? ({ ...base, ...given } as typeof base) : base,
          );
          const own =
            where === "JSON"
              ? (JSON.parse(`{"__proto__":{"idempotent":true,"retry":{"limit":5,"maxDelayMs":1}}}`) as object)
              : where === "call"
                ? given
                : {};
          return client.POST("/tags", { signal: controller.signal, ...own, body: { name: "vip" } });
        }, [reason]);
        clearTimeout(timer);
        // no wait is nought: what is sent again at once, without end, would be hundreds by now
        expect(asked()).toBeLessThan(60);
        // a write is sent once, whatever its prototype says
        expect(where === "JSON" && status === 503 && asked() > 1).toBe(false);
        end();
      },
    ),
    800,
  );
});

const textless = fc.constantFrom<unknown>(
  { toString: 1, valueOf: 1 },
  { toString: null },
  [],
  {},
  5,
  true,
  null,
  "x\n\u001b[31m",
  "y".repeat(5000),
);
const oddErrors = fc.oneof(
  fc.array(fc.oneof(fc.record({ code: textless, message: textless, field: textless }), textless), {
    maxLength: 3,
  }),
  textless,
);

test("whatever an error's body holds, it is an error of the API, and one short line of the log", async () => {
  const { play } = await stage();
  await holds(
    fc.asyncProperty(
      fc.constantFrom(400, 404, 409, 429, 500),
      fc.record({ errors: oddErrors, request_id: textless }, { requiredKeys: [] }),
      fc.boolean(),
      async (status, body, upsert) => {
        const { options, end } = play(() => [json(status, body, { "Retry-After": "0" })]);
        const lines: string[] = [];
        const write = (line: string) => void lines.push(line);
        const client = createIntercomClient({
          version: "2.12",
          ...QUICK,
          ...options,
          logger: { debug: write, warn: write, error: write },
        });
        const contact = { external_id: "u-1" };
        const search = { limit: 1, delayMs: 1 };
        const result = await ending<object>(() =>
          upsert ? upsertContact(client, contact, { search }) : client.POST("/contacts", { body: contact }),
        );
        const error = result instanceof Error ? result : (result as { error?: unknown }).error;
        expect(error).toMatchObject({ name: "IntercomApiError", status });
        for (const line of lines) expect(line).toMatch(/^[ -~]{1,500}$/);
        end();
      },
    ),
    500,
  );
});

test("a redirect never makes somebody else's answer of a write, nor is it said that nothing arrived", async () => {
  const { url: gone, server } = await serve(() => {});
  await new Promise((resolve) => server.close(resolve));
  const { play } = await stage();
  await holds(
    fc.asyncProperty(
      fc.constantFrom(301, 302, 303, 307, 308),
      fc.constantFrom("own", "away", "gone", "not a URL", "http://", "//"),
      fc.constantFrom("POST", "PUT", "DELETE"),
      async (status, to, method) => {
        const { options, end } = play((origin, away) => [
          json(
            status,
            {},
            {
              Location:
                new Map([
                  ["own", origin],
                  ["away", away],
                  ["gone", gone],
                ])
                  .get(to)
                  ?.concat("/x") ?? to,
            },
          ),
          json(200, { type: "list", data: [] }),
        ]);
        const client = createIntercomClient({ version: "2.12", ...QUICK, ...options, retry: false });
        const params = { path: { tag_id: "1", contact_id: "1" } };
        const result = await ending<object>(() =>
          method === "POST"
            ? client.POST("/tags", { body: { name: "vip" } })
            : method === "PUT"
              ? client.PUT("/contacts/{contact_id}", { params, body: { name: "Mira" } })
              : client.DELETE("/tags/{tag_id}", { params }),
        );
        // the request was answered, if only by a redirect
        expect(result).not.toMatchObject({ mayHaveArrived: false });
        const isChanged = status === 303 || (status < 303 && method === "POST");
        expect(isChanged && "data" in result && result.data !== undefined).toBe(false);
        end();
      },
    ),
    200,
  );
});

const cut = fc.constantFrom("\ud800", "caf\ude00", "a\ud83d", "\udc00b");

test("half a character in a parameter or a cursor is an error of the client's", async () => {
  const { play } = await stage();
  await holds(
    fc.asyncProperty(cut, fc.constantFrom("path", "query", "cursor", "next"), async (text, where) => {
      const { options, end } = play(() => [
        json(200, { data: [{ id: "1" }], pages: { next: { starting_after: text } } }),
      ]);
      const client = createIntercomClient({ version: "2.12", ...QUICK, ...options });
      const result = await ending<unknown>(async () => {
        if (where === "path")
          return client.GET("/contacts/{contact_id}", { params: { path: { contact_id: text } } });
        if (where === "query") return client.GET("/articles/search", { params: { query: { phrase: text } } });
        const startingAfter = where === "cursor" ? text : undefined;
        return paginate(client, "GET", "/contacts", { startingAfter }).toArray();
      });
      expect(isIntercomError(result)).toBe(true);
      end();
    }),
    80,
  );
});
