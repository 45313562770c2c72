import {
  createIntercomClient,
  isIntercomTimeoutError,
  paginate,
  type ApiVersion,
  type IntercomClient,
  type Pagination,
} from "@intercom-openapi/client";
import {
  operationsOf,
  readAllDescriptions,
  type OpenApiDocument,
  type OperationEntry,
} from "@intercom-openapi/descriptions";
import {
  everyNth,
  startLocalIntercom,
  type Fault,
  type LocalIntercom,
  type LocalIntercomOptions,
  type ResourceName,
} from "@intercom-openapi/local-intercom";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { exampleOrSample } from "../src/support/example-or-sample.ts";

/** One of each kind that a list survives by itself; only after a stall the caller goes on from the saved cursor. */
const FAULTS: Fault[] = [
  { kind: "status", status: 500 },
  { kind: "reset", at: "start" },
  { kind: "rate-limited" },
  { kind: "status", status: 502, body: "html" },
  { kind: "reset", at: "headers" },
  { kind: "status", status: 503, body: "empty" },
  { kind: "stall", at: "start" },
  { kind: "status", status: 504, body: "html" },
  { kind: "reset", at: "body" },
  { kind: "rate-limited", retryAfter: 1 },
  { kind: "status", status: 408 },
  { kind: "stall", at: "body" },
];

/**
 * How many items to read in pages of so many; companies end at 10,000 as pages go, and at 60 in a page. Pages of one are
 * as many as take seconds.
 */
const SIZES = [
  { perPage: 50, count: 10_000 },
  { perPage: 40, count: 10_000 },
  { perPage: 1, count: 250 },
];

type Client = IntercomClient<"2.12">;
type Resumed = { startingAfter: string | undefined; timeoutMs: number };

interface Style {
  style: string;
  resource: "contacts" | "companies" | "events";
  list: (client: Client, per_page: number, start: Resumed, local: LocalIntercom) => Pagination<object>;
}

const query = { field: "created_at", operator: ">", value: "1000000000" } as const;
const STYLES: Style[] = [
  {
    style: "a cursor in the query, GET /contacts",
    resource: "contacts",
    list: (client, per_page, start) =>
      paginate(client, "GET", "/contacts", { params: { query: { per_page } }, ...start }),
  },
  {
    style: "a cursor in the body, POST /contacts/search",
    resource: "contacts",
    list: (client, per_page, start) =>
      paginate(client, "POST", "/contacts/search", { body: { query, pagination: { per_page } }, ...start }),
  },
  {
    style: "page numbers, POST /companies/list",
    resource: "companies",
    list: (client, per_page, start) =>
      paginate(client, "POST", "/companies/list", { params: { query: { per_page } }, ...start }),
  },
  {
    style: "links, GET /events",
    resource: "events",
    list: (client, per_page, start, local) => {
      const [intercom_user_id = ""] = local.ids("contacts");
      const params = { query: { type: "user", intercom_user_id, per_page } } as const;
      return paginate(client, "GET", "/events", { params, ...start });
    },
  },
];

const open: LocalIntercom[] = [];

async function launch(options: LocalIntercomOptions): Promise<[LocalIntercom, Client]> {
  const local = await startLocalIntercom(options);
  open.push(local);
  return [local, createIntercomClient({ version: "2.12", token: local.token, baseUrl: local.url })];
}

beforeAll(() => {
  // retries come at once, as it is not about their waits
  vi.spyOn(Math, "random").mockReturnValue(0);
});

afterAll(async () => {
  vi.restoreAllMocks();
  await Promise.all(open.map((local) => local.close()));
});

describe.concurrent("no item is lost or doubled, whatever goes wrong on the way", () => {
  describe.each(STYLES)("by $style", ({ resource, list }) => {
    test.each(SIZES)("$count items in pages of $perPage", async ({ count, perPage }) => {
      // far enough apart for every fault to strike once
      const faults = everyNth(Math.floor(count / perPage / FAULTS.length), ...FAULTS);
      const [local, client] = await launch({ seed: { [resource]: count }, faults });
      const ids: unknown[] = [];
      let startingAfter: string | undefined;
      for (let rounds = 0, isOver = false; !isOver; rounds++) {
        try {
          const pages = list(client, perPage, { startingAfter, timeoutMs: 500 }, local).pages();
          for await (const page of pages) {
            ids.push(...page.items.map(nameOf));
            startingAfter = page.cursor;
          }
          isOver = true;
        } catch (error) {
          // not retried, as the time is the caller's
          if (!isIntercomTimeoutError(error) || rounds > 20) throw error;
        }
      }
      expectEach(ids, resource === "events" ? eventNames(count) : local.ids(resource), count);
      expect(struckBy(local)).toEqual(new Set(FAULTS.map(({ kind }) => kind)));
    });
  });

  describe("by a scroll, GET /companies/scroll", () => {
    test.each([
      { perPage: 125, count: 10_000, fault: { kind: "reset", at: "body" } as const },
      { perPage: 50, count: 10_000, fault: { kind: "status", status: 500 } as const },
      { perPage: 1, count: 250, fault: { kind: "stall", at: "body" } as const },
    ])("$count items in pages of $perPage", async ({ perPage, count, fault }) => {
      expect(await scroll(perPage, count, fault)).toEqual(new Set(["rate-limited", fault.kind]));
    });

    const BREAKS = FAULTS.filter(({ kind }) => kind !== "rate-limited");
    test.each(BREAKS.map((fault) => [JSON.stringify(fault), fault] as const))(
      "60 items in pages of 5, after %s",
      async (_, fault) => {
        expect(await scroll(5, 60, fault)).toEqual(new Set(["rate-limited", fault.kind]));
      },
    );
  });
});

/** What the lists of a workspace with 60 of each are to give; the others give what the examples have. */
const RESOURCES: Record<string, ResourceName> = {
  "/articles": "articles",
  "/articles/search": "articles",
  "/companies": "companies",
  "/companies/list": "companies",
  "/companies/scroll": "companies",
  "/companies/{company_id}/contacts": "contacts",
  "/contacts": "contacts",
  "/contacts/search": "contacts",
  "/contacts/{contact_id}/companies": "companies",
  "/contacts/{contact_id}/notes": "notes",
  "/conversations": "conversations",
  "/conversations/search": "conversations",
  "/events": "events",
  "/help_center/collections": "collections",
  "/tags": "tags",
  "/tickets/search": "tickets",
};

const descriptions = await readAllDescriptions();

describe.each(descriptions)("every list of $version gives all it has, once", ({ version, corrected }) => {
  const lists = operationsOf(corrected).filter(({ operation }) => operation["x-pagination"]);
  let seeded: LocalIntercom;
  let examples: LocalIntercom;

  beforeAll(async () => {
    [examples] = await launch({});
    const names = [...new Set(Object.values(RESOURCES))];
    [seeded] = await launch({ seed: Object.fromEntries(names.map((name) => [name, 60])) });
  });

  test("they are here", () => {
    expect(lists.length).toBeGreaterThan(30);
  });

  function read(local: LocalIntercom, { method, path, operation, parameters }: OperationEntry) {
    const settings = { token: local.token, baseUrl: local.url };
    const client = createIntercomClient({ ...settings, version: version as ApiVersion });
    const init = input(corrected, { operation, parameters }, local) as object;
    // any of them, so none in particular
    const args = [method.toUpperCase() as "GET", path as "/contacts", init] as const;
    return { list: paginate(client, ...args), once: () => client[args[0]](args[1], init) };
  }

  test.each(lists.filter(({ path }) => path in RESOURCES))("$method $path", async (entry) => {
    const resource = RESOURCES[entry.path] as ResourceName;
    const names = (await read(seeded, entry).list.toArray()).map(nameOf);
    expectEach(names, resource === "events" ? eventNames(60) : seeded.ids(resource), 60);
    expect(new Set(names).size).toBe(60);
  });

  test.each(lists.filter(({ path }) => !(path in RESOURCES)))("$method $path", async (entry) => {
    const { list, once } = read(examples, entry);
    const items = await list.toArray();
    const { data } = await once();
    const { items: place } = entry.operation["x-pagination"] as { items: "data" };
    const first = data?.[place] ?? [];
    expect(first).not.toEqual([]);
    // some examples go on with a second page
    expect(items.slice(0, first.length)).toEqual(first);
    expect(items).toHaveLength(Math.max(first.length, data?.total_count ?? 0));
    expect(new Set(items.map((item) => JSON.stringify(item))).size).toBe(items.length);
  });
});

/** The first contact and company, which have all the others, and whatever else is required. */
function input(
  document: OpenApiDocument,
  { parameters, operation }: Pick<OperationEntry, "operation" | "parameters">,
  local: LocalIntercom,
) {
  const [contact_id, company_id] = [local.ids("contacts")[0], local.ids("companies")[0]];
  const samples = parameters
    .filter(({ required, in: place }) => required && place === "query")
    .map(({ name, schema }) => [name, exampleOrSample(document, { schema })]);
  const contact = operation.operationId === "lisDataEvents" && { intercom_user_id: contact_id };
  const ids = parameters.filter((p) => p.in === "path").map(({ name }) => [name, "1"]);
  return {
    params: {
      path: { ...Object.fromEntries(ids), contact_id, company_id },
      query: { ...Object.fromEntries(samples), ...contact },
    },
    ...(operation.requestBody && { body: { query } }),
  };
}

function eventNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `event-${index + 1}`);
}

/** Scrolls with many refusals and one fault, as a scroll begins again only once; tells which struck. */
async function scroll(perPage: number, count: number, fault: Fault): Promise<Set<string>> {
  const breakAt = Math.floor(count / perPage / 2);
  const refusals = everyNth(5, { kind: "rate-limited" });
  let [begun, clock] = [0, Date.now()];
  const [local, client] = await launch({
    seed: { companies: count },
    scrollPageSize: perPage,
    now: () => clock,
    faults: (info) => {
      // the scroll that broke off is in the way once; by the next try its minute has passed
      if (!info.url.includes("scroll_param") && ++begun > 2) clock += 60_000;
      return info.index === breakAt ? fault : refusals(info);
    },
  });
  const items = await paginate(client, "GET", "/companies/scroll", {
    scrollWaitMs: 60,
    timeoutMs: 2_000,
  }).toArray();
  expectEach(items.map(nameOf), local.ids("companies"), count);
  return struckBy(local);
}

function struckBy({ requests }: LocalIntercom): Set<string> {
  return new Set(requests.flatMap(({ fault }) => fault ?? []));
}

/** Events have no id. */
function nameOf(item: { id?: unknown } | { event_name?: unknown }): unknown {
  return "event_name" in item ? item.event_name : "id" in item ? item.id : undefined;
}

function expectEach(names: readonly unknown[], all: readonly string[], count: number): void {
  expect(all).toHaveLength(count);
  expect(names).toHaveLength(count);
  const given = new Set(names);
  expect(all.filter((name) => !given.has(name))).toEqual([]);
}
