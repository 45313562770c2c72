import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { adopt } from "../../src/adopt/adopt.ts";
import type { OpenApiDocument, Operation, Parameter } from "../../src/openapi.ts";
import { apiVersions, filesOf } from "../../src/read.ts";
import { adopted, provenance, schema, TAGS } from "./adopted.ts";
import { officialOf, THEIR_WORDS } from "./official.ts";

test.each(apiVersions())("the facts of all of %s in other words change nothing", (version) => {
  const whole = readFileSync(filesOf(version).description, "utf8");
  const official = officialOf(load(whole) as OpenApiDocument);
  expect(adopt(whole, official, provenance)).toEqual({ text: whole, adopted: [], left: [] });
});

const operation = (d: OpenApiDocument, path: string, method: "get" | "put" | "post"): Operation =>
  d.paths[path]![method]!;

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
  expect(Math.max(removed.length, added.length)).toBeLessThanOrEqual(lines);
});
