import { examplesOf, operationsOf } from "@intercom-openapi/descriptions";
import { describe, expect, test } from "vitest";
import { versionApis } from "../src/description/descriptions.ts";
import { HANDLERS } from "../src/resources/index.ts";
import { open } from "./harness.ts";

/** What the paths of the examples' world are called there. */
const IDS: Record<string, string> = {
  newsfeed_id: "70",
  news_item_id: "6600",
  help_center_id: "2201",
  ticket_type_id: "31",
  attribute_id: "4403",
  source_id: "4100",
  page_id: "5200",
  contact_id: "66f1a2b3c4d5e6f708192a3b",
  company_id: "66f0c1d2e3f405162738495a",
  conversation_id: "204811",
  ticket_id: "204950",
  article_id: "8801420",
  collection_id: "3301010",
  note_id: "55821",
  tag_id: "91207",
  admin_id: "7100231",
  team_id: "640011",
  segment_id: "66f2b1c2d3e4f50617283940",
  subscription_id: "1501",
  data_attribute_id: "8211",
};

const VISITOR = "8d1f6c2e-5b7a-4c39-9f04-2e6b71a0d5c8";

/** Needs something to have been done before. */
const PREPARED: Record<string, [method: string, path: string, body: object]> = {
  detachContactFromConversation: [
    "POST",
    "/conversations/204811/customers",
    { customer: { intercom_user_id: "66f1a2b3c4d5e6f708192a3c" } },
  ],
  detachTagFromTicket: ["POST", "/tickets/204950/tags", { id: "91207", admin_id: "7100231" }],
};

/** Examples of what that world has already, or has not (yet), and how it says so. */
const REFUSED: Record<string, number> = {
  "createTicketTypeAttribute text": 400,
  "createTicketTypeAttribute list": 400,
  "createTicketTypeAttribute files": 400,
  "CreateContact user": 409,
  "CreateContact lead": 409,
  "CreateContact by_email": 409,
  "createDataAttribute text_attribute": 400,
  "createDataAttribute list_attribute": 400,
  "getDataExport call": 404,
  "cancelDataExport call": 404,
  "downloadDataExport call": 404,
};

/** Successes with a status of their own. */
const NOT_200: Record<string, number> = { createDataEvent: 202, deleteContentImportSource: 204 };

const byVersion = versionApis();

describe.each([...byVersion])("in the world of the examples, %s", (version, { document }) => {
  const requests = examplesOf(document).filter(({ of }) => of === "request");
  const cases = operationsOf(document).flatMap((entry) => {
    const { operationId, requestBody } = entry.operation;
    const own = requests.filter((example) => example.operationId === operationId);
    const bodies = requestBody ? own : [{ name: "call", value: undefined }];
    return bodies.map(({ name, value }) => ({ ...entry, operationId, name, value }));
  });

  test.each(cases)("$operationId answers as described: $name", async (one) => {
    const { operationId, name, method, path, parameters, value } = one;
    const { call } = await open({ state: "examples", seed: {} });
    const url = path.replaceAll(/\{(\w+)\}/g, (_, parameter: string) => IDS[parameter] ?? "id-1");
    const query = new URLSearchParams();
    for (const parameter of parameters.filter(({ in: place, required }) => place === "query" && required)) {
      query.set(parameter.name, parameter.name === "type" ? "user" : "1");
    }
    if (operationId === "lisDataEvents") query.set("user_id", "user-4821");
    if (operationId === "retrieveVisitorWithUserId") query.set("user_id", VISITOR);
    const before = PREPARED[operationId];
    if (before) await call(...before, version);

    const answer = await call(method.toUpperCase(), `${url}?${query}`, value, version);

    const refused = REFUSED[`${operationId} ${name}`];
    expect(Array.isArray(answer.body?.errors)).toBe(refused !== undefined);
    expect(answer.status).toBe(refused ?? NOT_200[operationId] ?? 200);
  });
});

test.each([...byVersion])("no operation of %s only repeats its example", (_version, api) => {
  const operations = api.operationIds;
  expect(operations.length).toBeGreaterThan(100);
  expect(operations.filter((operationId) => !HANDLERS.has(operationId))).toEqual([]);
});
