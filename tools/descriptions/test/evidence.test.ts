import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { json } from "@intercom-openapi/support";
import { describe, expect, test } from "vitest";
import { checkEvidence, readEvidence, type Evidence } from "../src/evidence.ts";
import type { OpenApiDocument } from "../src/openapi.ts";
import { DescriptionError, located, type Problem } from "../src/problem.ts";
import { readAllDescriptions, readDescription, specsDirectory } from "../src/read.ts";
import { mini, specsWith } from "./mini.ts";

const live = { versions: "1.0", source: "a recording", date: "2026-05", strength: "live" };

function checked(entries: unknown, change: (document: OpenApiDocument) => void = () => {}) {
  const facts = mini();
  change(facts);
  const specs = specsWith(facts);
  mkdirSync(join(specs, "evidence"));
  writeFileSync(join(specs, "evidence/test.yaml"), json(entries));
  return checkEvidence([readDescription("1.0", specs)], readEvidence(specs));
}

function problemsOf(entries: unknown, change?: (document: OpenApiDocument) => void): Problem[] {
  try {
    return checked(entries, change).problems;
  } catch (error) {
    if (error instanceof DescriptionError) return error.problems;
    throw error;
  }
}

const reasonsOf = (entry: object, change?: (document: OpenApiDocument) => void) =>
  problemsOf([{ ...live, ...entry }], change).map(({ pointer, reason }) => [pointer, reason]);

test("a component, an answer and a request that fit are counted", () => {
  const { problems, tally } = checked([
    { ...live, of: "contact", value: { id: "1" } },
    { ...live, of: "PUT /contacts/{contact_id} 200", value: { id: "1", name: null } },
    { ...live, of: "PUT /contacts/{contact_id} request", accepted: true, value: { id: "1" } },
    { ...live, of: "contact", versions: [">=2.0"], value: { id: "1", later: true } },
  ]);
  expect(problems).toEqual([]);
  expect(tally).toEqual({ "1.0": { held: 3, fit: 3 } });
});

test.each([
  ["contact", { id: "1", later: true }, "1.0: contact: / undeclared property later"],
  [
    "GET /contacts 200",
    { data: [{ id: 1 }], pages: {} },
    "1.0: GET /contacts 200: /data/0/id must be string",
  ],
])("what does not fit %s is named", (of, value, reason) => {
  expect(reasonsOf({ of, value })).toEqual([["#/0/value", reason]]);
  expect(checked([{ ...live, of, value }]).tally).toEqual({ "1.0": { held: 1, fit: 0 } });
});

test("an accepted request has to fit, closed; a refused one may", () => {
  const of = "PUT /contacts/{contact_id} request";
  const value = { id: "1", later: true };
  expect(reasonsOf({ of, accepted: true, value })).toEqual([
    ["#/0/value", `1.0: ${of}: / undeclared property later`],
  ]);
  expect(reasonsOf({ of, accepted: false, status: 400, code: "no", value })).toEqual([]);
  expect(reasonsOf({ of, accepted: false, status: 400, code: "no", value: { id: "1" } })).toEqual([]);
});

test("an answer is held against the status, its class or the default", () => {
  const answers = (facts: OpenApiDocument) => {
    const { responses } = facts.paths["/contacts"]!.get!;
    const error = responses["401"]!;
    responses["5XX"] = error;
    responses["default"] = { $ref: "#/components/responses/Unexpected" };
    facts.components.responses = { Unexpected: error as never };
  };
  for (const status of [401, 503, 406]) {
    expect(reasonsOf({ of: `GET /contacts ${status}`, value: { type: "error.list" } }, answers)).toEqual([]);
    expect(reasonsOf({ of: `GET /contacts ${status}`, value: { type: "x" } }, answers)).toHaveLength(1);
  }
});

test.each([
  [{ of: "visitor", value: 1 }, "#/0/of", "There is no component `visitor`."],
  [{ of: "GET /visitors 200", value: 1 }, "#/0/of", "There is no operation `GET /visitors`."],
  [{ of: "GET /contacts 404", value: 1 }, "#/0/of", "It has no answer `404`."],
  [{ of: "GET /contacts answer", value: 1 }, "#/0/of", "is no component, no `METHOD /path request`"],
  [{ of: "GET /contacts request", accepted: true, value: 1 }, "#/0/of", "It takes no body."],
  [{ of: "contact", versions: "2.x", value: 1 }, "#/0/versions", '`"2.x"` is no version'],
  [{ of: "contact", versions: [2.11], value: 1 }, "#/0/versions/0", "`2.11` is no version"],
  [{ of: "contact", versions: [], value: 1 }, "#/0/versions", "`[]` is no version"],
  [
    { of: "contact", strength: "sure", value: 1 },
    "#/0/strength",
    '`"sure"` is none of live, reported, example',
  ],
  [{ of: "contact", date: 2026, value: 1 }, "#/0/date", "`2026` is no year, month or day"],
  [{ of: "contact", source: undefined, value: 1 }, "#/0", "`source` is missing"],
  [{ of: "contact" }, "#/0", "`value` is missing"],
  [{ of: "PUT /contacts/{contact_id} request", value: 1 }, "#/0", "`accepted` is missing"],
  [
    { of: "PUT /contacts/{contact_id} request", accepted: false, status: 400, value: 1 },
    "#/0",
    "`code` is missing",
  ],
  [{ of: "contact", accepted: true, value: 1 }, "#/0/accepted", "Only a request is accepted or not"],
  [{ of: "contact", status: 400, value: 1 }, "#/0/status", "Only a refused request has it"],
  [{ of: "contact", date: "2026-13", value: 1 }, "#/0/date", '`"2026-13"` is no year, month or day'],
  [{ of: "contact", source: 5, value: 1 }, "#/0/source", "a text was expected"],
  [{ of: "PUT /contacts/{contact_id} requset", value: 1 }, "#/0/of", "is no component"],
  [
    { of: "PUT /contacts/{contact_id} request", accepted: false, status: 200, code: "a", value: 1 },
    "#/0/status",
    "it must be >= 400",
  ],
  [{ of: "contact", sauce: "x", value: 1 }, "#/0/sauce", "There is no `sauce` here, only of"],
])("an entry that is written wrongly is named: %j", (entry, pointer, reason) => {
  expect(reasonsOf(entry)).toEqual([[pointer, expect.stringContaining(reason)]]);
});

test("a file that is no list, and an entry that is no map, are named", () => {
  expect(problemsOf({ of: "contact" })[0]).toMatchObject({ pointer: "#/", reason: "a list was expected" });
  expect(problemsOf(["contact"])[0]).toMatchObject({ pointer: "#/0", reason: "an object was expected" });
});

test("a problem has its line", async () => {
  const entries = [
    { ...live, of: "contact", value: { id: "1" } },
    { ...live, of: "contact", value: { id: 1 } },
  ];
  const [problem] = checked(entries).problems;
  const { line } = located(problem!);
  const lines = json(entries).split("\n");
  expect(lines[line - 1]).toContain('"value": {');
  expect(lines.slice(line).join("")).toContain('"id": 1');
  expect(lines.slice(line).join("")).not.toContain('"id": "1"');
});

describe("a search", () => {
  const table = {
    operators: { string: ["=", "IN"], date: ["<", ">"] },
    fields: {
      name: { kind: "string", values: ["a", "b"] },
      changed_at: { kind: "date", sorts: true },
      "attribute.*": { kind: ["string", "date"], by: "id" },
    },
  };
  const search = (value: object, more: Partial<Evidence> = { accepted: true }) =>
    reasonsOf({ of: "PUT /contacts/{contact_id} request", value, ...more }, (facts) => {
      const { put } = facts.paths["/contacts/{contact_id}"]!;
      put!["x-search-fields"] = table;
      put!.requestBody!.content["application/json"]!.schema = { type: "object", additionalProperties: true };
    }).map(([, reason]) => reason);
  const filter = (field: string, operator: string, value: unknown) => ({ query: { field, operator, value } });
  const refused = { accepted: false, status: 400, code: "field_not_found" };

  test("that was taken has only what the table states", () => {
    expect(search(filter("name", "IN", ["a", "b"]))).toEqual([]);
    expect(search({ query: { operator: "AND", value: [filter("attribute.12", ">", 1).query] } })).toEqual([]);
    expect(search({ ...filter("name", "=", "a"), sort: { field: "changed_at", order: "up" } })).toEqual([]);
  });

  test.each([
    [filter("nmae", "=", "a"), "there is no field `nmae`"],
    [filter("name", "<", "a"), "`name` is not compared with `<`"],
    [filter("name", "IN", ["a", "c"]), "`name` is never `c`"],
    [filter("attribute.color", "=", "a"), "there is no field `attribute.color`"],
    [{ ...filter("name", "=", "a"), sort: { field: "name" } }, "the search is not sorted by `name`"],
  ])("that was taken against the table is named: %j", (value, reason) => {
    expect(search(value)).toEqual([expect.stringContaining(`x-search-fields: ${reason}.`)]);
  });

  test("that was refused for a field is not one that the table takes", () => {
    expect(search(filter("attribute.color", "=", "a"), refused)).toEqual([]);
    expect(search(filter("name", "=", "a"), { ...refused, code: "rate_limit_exceeded" })).toEqual([]);
    expect(search(filter("name", "=", "a"), refused)).toEqual([
      expect.stringContaining("x-search-fields takes a search that is refused with field_not_found."),
    ]);
  });
});

describe("the evidence of this project", () => {
  const files = readEvidence(specsDirectory);
  const descriptions = readAllDescriptions();
  const { problems, tally } = checkEvidence(descriptions, files);

  test("fits every version that it claims", () => {
    expect(problems).toEqual([]);
    for (const { version } of descriptions) expect(tally[version]!.held).toBeGreaterThan(100);
  });

  test("would not fit the descriptions as they are published", () => {
    const published = descriptions.map((description) => ({
      ...description,
      corrected: description.published,
    }));
    const kinds = checkEvidence(published, files).problems.map(({ reason }) => reason);
    for (const kind of [
      "conversation_source: /type must be string",
      "POST /messages 200: / undeclared property owner",
      "POST /contacts/search request: / undeclared property sort",
      "POST /tags request: / undeclared property users",
      "team: / undeclared property distribution_method",
    ]) {
      expect(kinds.filter((reason) => reason.includes(kind)).length, kind).toBeGreaterThan(0);
    }
  });
});
