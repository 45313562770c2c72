import type { OpenApiDocument, Schema } from "@intercom-openapi/descriptions/reading";
import { describe, expect, test } from "vitest";
import { either, View } from "../src/description/view.ts";

const schemas: Record<string, Schema> = {
  person: {
    type: "object",
    required: ["id", "name", "role", "tags", "seen_at"],
    properties: {
      id: { type: "string" },
      name: { type: ["string", "null"] },
      role: { type: "string", enum: ["user", "lead"] },
      tags: { type: "array", items: { $ref: "#/components/schemas/tag" } },
      seen_at: { type: "integer", format: "unix-time" },
      page: { type: "string", format: "uri" },
      friend: { anyOf: [{ $ref: "#/components/schemas/person" }, { type: "null" }] },
    },
  },
  tag: { type: "object", required: ["id"], properties: { id: { type: "string" } } },
  named_tag: {
    allOf: [{ $ref: "#/components/schemas/tag" }],
    type: "object",
    required: ["name"],
    properties: { name: { type: "string" } },
  },
  attributes: { type: "object", additionalProperties: { type: ["string", "number"] } },
  someone: {
    oneOf: [
      {
        type: "object",
        required: ["type", "email"],
        properties: { type: { enum: ["admin"] }, email: { type: "string" } },
      },
      {
        type: "object",
        required: ["type"],
        properties: { type: { enum: ["bot"] }, email: { type: "string" } },
      },
    ],
  },
};

const view = new View({ components: { schemas } } as unknown as OpenApiDocument);
const shown = (name: string, value: unknown) => view.of({ $ref: `#/components/schemas/${name}` }, value);

const least = { id: "1", name: null, role: "user", tags: [], seen_at: 0 };

describe("a version shows", () => {
  test.each<[string, string, unknown, unknown]>([
    [
      "only what it declares",
      "person",
      { ...least, secret: 1, tags: [{ id: "2", color: "red" }] },
      { ...least, tags: [{ id: "2" }] },
    ],
    ["what it requires, though nothing is kept", "person", { id: "1" }, least],
    ["numbers as text where it has text", "person", { ...least, id: 1 }, least],
    [
      "text as numbers where it has numbers",
      "person",
      { ...least, seen_at: "12" },
      { ...least, seen_at: 12 },
    ],
    ["the first of its values for one that it does not have", "person", { ...least, role: "visitor" }, least],
    ["no null where it takes none", "person", { ...least, role: null, page: null }, least],
    ["null where it may be", "person", { ...least, friend: null }, { ...least, friend: null }],
    ["nothing of another form", "person", { ...least, page: "no address" }, least],
    ["nothing of another type", "person", { ...least, friend: "Ada", name: {} }, least],
    ["what is composed", "named_tag", { id: 1, name: "a", more: 1 }, { id: "1", name: "a" }],
    ["what the workspace itself has named", "attributes", { a: 1, b: "1", c: {} }, { a: 1, b: "1" }],
    ["the branch that loses least", "someone", { type: "bot", email: "a" }, { type: "bot", email: "a" }],
    [
      "the branch that the type names",
      "someone",
      { type: "admin", email: "a" },
      { type: "admin", email: "a" },
    ],
    [
      "an attribute called as what every object has",
      "attributes",
      JSON.parse('{"__proto__":1,"constructor":2}'),
      JSON.parse('{"__proto__":1,"constructor":2}'),
    ],
  ])("%s", (_, name, value, expected) => {
    expect(JSON.stringify(shown(name, value))).toBe(JSON.stringify(expected));
  });

  test("the first form that it takes", () => {
    const form = either({ type: "admin", email: "a" }, "admin");
    expect(view.of({ type: "string" }, form)).toBe("admin");
    expect(view.of(schemas["someone"] ?? {}, form)).toEqual({ type: "admin", email: "a" });
    expect(view.of({ type: "boolean" }, form)).toBe(false);
  });

  test("numbers that are its own as they are, where it takes text as well", () => {
    expect(view.of({ anyOf: [{ type: "string" }, { type: "number" }] }, 5)).toBe(5);
    expect(view.of({ anyOf: [{ type: "number" }, { type: "string" }] }, "5")).toBe("5");
  });
});
