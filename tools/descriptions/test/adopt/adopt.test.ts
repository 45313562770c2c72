import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { adopt } from "../../src/adopt/adopt.ts";
import { differencesOf } from "../../src/differences.ts";
import type { OpenApiDocument, Operation, Parameter, Schema } from "../../src/openapi.ts";
import { apiVersions, filesOf } from "../../src/read.ts";
import { excerpt, officialOf, THEIR_WORDS } from "./official.ts";

const TAGS = "/contacts/{contact_id}/tags";
const text = excerpt(TAGS, "/tags", "/me");
const ours = load(text) as OpenApiDocument;
const theirs = JSON.stringify(officialOf(ours));
const provenance = { commit: "abc1234", date: "2026-12-01", sha256: "0".repeat(64) };
const LINES_OF_PROVENANCE = 6;

const schema = (d: OpenApiDocument, name: string) =>
  d.components.schemas[name] as Schema & { properties: Record<string, Schema>; required: string[] };
const operation = (d: OpenApiDocument, path: string, method: "get" | "put" | "post"): Operation =>
  d.paths[path]![method]!;

function adopted(change: (official: OpenApiDocument) => void) {
  const official = JSON.parse(theirs) as OpenApiDocument;
  change(official);
  const result = adopt(text, official, provenance);
  const after = load(result.text) as OpenApiDocument;
  expect(result.left).toEqual([]);
  expect(differencesOf(official, after)).toEqual([]);
  expect(result.text).not.toContain(THEIR_WORDS);
  return { after, ...linesOf(result.text) };
}

/** The lines that only one of the two has. */
function linesOf(after: string): { removed: string[]; added: string[] } {
  const [before, now] = [text.split("\n"), after.split("\n")];
  return { removed: without(before, now), added: without(now, before) };
}

function without(lines: string[], others: string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = counts.get(line) ?? 0;
    counts.set(line, count - 1);
    return count <= 0;
  });
}

test.each(apiVersions())("the facts of all of %s in other words change nothing", (version) => {
  const whole = readFileSync(filesOf(version).description, "utf8");
  const official = officialOf(load(whole) as OpenApiDocument);
  expect(adopt(whole, official, provenance)).toEqual({ text: whole, adopted: [], left: [] });
});

/** What Intercom may change, and how many lines of ours that is at most. */
const CHANGES: [string, number, (official: OpenApiDocument) => void][] = [
  [
    "a property more",
    2,
    (d) => (schema(d, "tag").properties["colour"] = { type: "string", example: THEIR_WORDS }),
  ],
  ["a property less", 3, (d) => delete schema(d, "tag").properties["name"]],
  ["other values", 3, (d) => (schema(d, "tag").properties["type"]!.enum = ["tag", "label"])],
  ["another type", 2, (d) => (schema(d, "tag").properties["id"]!.type = "integer")],
  ["null", 4, (d) => (schema(d, "tag").properties["id"]!["nullable"] = true)],
  ["a reference that may be null", 4, (d) => (schema(d, "tag").properties["applied_by"]!["nullable"] = true)],
  ["what is required", 3, (d) => (schema(d, "tag").required = ["id", "name"])],
  [
    "a status more",
    6,
    (d) => (operation(d, TAGS, "get").responses["409"] = operation(d, TAGS, "get").responses["404"]!),
  ],
  ["a status less", 30, (d) => delete operation(d, TAGS, "get").responses["404"]],
  [
    "a parameter more",
    5,
    (d) =>
      operation(d, TAGS, "get").parameters!.push({
        name: "page",
        in: "query",
        description: THEIR_WORDS,
        schema: { type: "integer" },
      }),
  ],
  [
    "a parameter that is needed",
    1,
    (d) =>
      ((operation(d, TAGS, "get").parameters as Parameter[]).find(
        ({ name }) => name === "contact_id",
      )!.required = false),
  ],
  ["another operationId", 2, (d) => (operation(d, TAGS, "get").operationId = "listLabels")],
  ["a body that is needed", 1, (d) => (operation(d, TAGS, "post").requestBody!.required = true)],
  ["an operation less", 130, (d) => delete d.paths[TAGS]!.get],
  [
    "a server more",
    1,
    (d) => d.servers!.push({ url: "https://api.jp.intercom.io", description: THEIR_WORDS }),
  ],
  ["a tag more", 1, (d) => d.tags!.push({ name: "Labels", description: THEIR_WORDS })],
  ["a tag less", 2, (d) => (d.tags = d.tags!.filter(({ name }) => name !== "Segments"))],
  ["a schema less, though still referred to", 30, (d) => delete d.components.schemas["app"]],
];

test.each(CHANGES)("drift is gone after %s, in a diff of %i lines", (_what, lines, change) => {
  const { removed, added } = adopted(change);
  expect(Math.max(removed.length, added.length) - LINES_OF_PROVENANCE / 2).toBeLessThanOrEqual(lines);
});

describe("what comes without words", () => {
  test("an operation with a schema of its own, at a path whose placeholders have our names", () => {
    const { after, removed } = adopted((d) => {
      d.components.schemas["label"] = {
        type: "object",
        description: THEIR_WORDS,
        properties: { id: { type: "string", nullable: true, title: THEIR_WORDS, example: THEIR_WORDS } },
      };
      const media = {
        schema: { $ref: "#/components/schemas/label" },
        examples: { a: { value: THEIR_WORDS } },
      };
      d.paths["/contacts/{id}/labels/{label}"] = {
        get: {
          operationId: "showLabel",
          summary: THEIR_WORDS,
          parameters: [
            { name: "id", in: "path", required: true, schema: { type: "string" } },
            { name: "label", in: "path", required: true, schema: { type: "string" } },
          ],
          responses: { "200": { description: THEIR_WORDS, content: { "application/json": media } } },
        },
      };
    });
    expect(removed).toHaveLength(LINES_OF_PROVENANCE / 2);
    expect(after.components.schemas["label"]).toEqual({
      type: "object",
      properties: { id: { type: ["string", "null"] } },
    });
    expect(after.paths["/contacts/{contact_id}/labels/{label}"]!.get).toEqual({
      operationId: "showLabel",
      parameters: ["contact_id", "label"].map((name) => ({
        name,
        in: "path",
        required: true,
        schema: { type: "string" },
      })),
      responses: {
        "200": {
          description: "",
          content: { "application/json": { schema: { $ref: "#/components/schemas/label" } } },
        },
      },
    });
  });
});

describe("what keeps its words under a new name", () => {
  test("a schema", () => {
    const { after, removed } = adopted((d) => {
      const renamed = JSON.stringify(d).replaceAll('schemas/tag"', 'schemas/label"');
      Object.assign(d, JSON.parse(renamed));
      d.components.schemas["label"] = { ...schema(d, "tag"), description: THEIR_WORDS };
      delete d.components.schemas["tag"];
    });
    expect(after.components.schemas["label"]).toEqual(schema(ours, "tag"));
    const references = text.split('schemas/tag"').length - 1;
    expect(removed.length - LINES_OF_PROVENANCE / 2).toBe(references + 1);
  });

  test("a path", () => {
    const { after, removed } = adopted((d) => {
      d.paths["/people/{contact_id}/tags"] = d.paths[TAGS]!;
      delete d.paths[TAGS];
    });
    expect(after.paths["/people/{contact_id}/tags"]).toEqual(ours.paths[TAGS]);
    expect(removed.length - LINES_OF_PROVENANCE / 2).toBe(1);
  });

  test("an operation whose placeholders they call something else", () => {
    const { removed } = adopted((d) => {
      const path = JSON.stringify(d.paths[TAGS]).replaceAll('"contact_id"', '"id"');
      delete d.paths[TAGS];
      d.paths["/contacts/{id}/tags"] = JSON.parse(path);
      d.paths["/contacts/{id}/tags"]!.get!.deprecated = true;
    });
    expect(removed).toHaveLength(LINES_OF_PROVENANCE / 2);
  });
});
