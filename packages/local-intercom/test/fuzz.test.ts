import { operationsOf } from "@intercom-openapi/descriptions/reading";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SEEDABLE } from "../src/options.ts";
import { versionApis } from "../src/description/descriptions.ts";
import { startLocalIntercom, type LocalIntercom, type ResourceName } from "../src/index.ts";
import { requestsOf } from "./arbitrary.ts";

/**
 * The same requests on every run; fewer of the older versions, most of whose operations the newest has too. `FUZZ_SEED`
 * and `FUZZ_RUNS` ask for others, and more of them.
 */
const SEED = Number(process.env["FUZZ_SEED"] ?? 20_260_101);
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 12);
const newest = [...versionApis().keys()].at(-1);

const KIND_OF: Record<string, ResourceName> = {
  // its own are within it
  attribute: "ticket_types",
  company: "companies",
  source: "content_import_sources",
  page: "external_pages",
  subscription: "subscription_types",
};
// nobody takes them: what they say is made all the same
const webhooks = { url: "http://127.0.0.1:1" };
const seed = Object.fromEntries(SEEDABLE.map((kind) => [kind, 3]));

describe.each([...versionApis()])("whatever %s is asked", (version, { document }) => {
  let local: LocalIntercom;
  let ids: string[];
  /** The ids of what a path asks for, so that most requests find something. */
  const idsFor = (path: string) => {
    const kinds = [...path.matchAll(/\{(\w+)_id\}/g)].map(([, name = ""]) => KIND_OF[name] ?? `${name}s`);
    const found = kinds.flatMap((kind) => local.ids(kind as ResourceName));
    return found.length > 0 ? found : ids;
  };

  beforeAll(async () => {
    local = await startLocalIntercom({ state: "examples", seed, validateAnswers: true, webhooks });
    ids = ["1", "last", ...SEEDABLE.flatMap((kind) => local.ids(kind).slice(-2))];
  });

  // rejects when an answer did not fit its description
  afterAll(() => local.close());

  test.each(operationsOf(document).map((entry) => [entry.operation.operationId, entry] as const))(
    "%s answers as described, and makes no mistake",
    async (_operationId, entry) => {
      const requests = requestsOf(document, entry, idsFor(entry.path));
      const ask = async ({
        path,
        query,
        body,
      }: {
        path: string;
        query: string;
        body: string | undefined;
      }) => {
        const headers = { Authorization: `Bearer ${local.token}`, "Intercom-Version": version };
        const init = { method: entry.method.toUpperCase(), headers, ...(body !== undefined && { body }) };
        const response = await fetch(`${local.url}${path}?${query}`, init);
        const text = await response.text();
        expect(response.status, text).toBeLessThan(500);
      };
      await fc.assert(fc.asyncProperty(requests, ask), {
        seed: SEED,
        numRuns: version === newest ? RUNS : Math.ceil(RUNS / 3),
      });
    },
  );

  test("both what is carried out and what is refused was among it", () => {
    const count = (matches: (status: number) => boolean) =>
      local.requests.filter(({ status = 0 }) => matches(status)).length / local.requests.length;
    expect(count((status) => status < 300)).toBeGreaterThan(0.2);
    expect(count((status) => status >= 400)).toBeGreaterThan(0.2);
  });
});
