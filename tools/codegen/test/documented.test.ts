import type { OpenApiDocument, Schema } from "@intercom-openapi/descriptions";
import { expect, test } from "vitest";
import { documented, exemplified } from "../src/documented.ts";

/** The examples that properties get from the value of an answer. */
function examplesFrom(properties: Record<string, Schema>, value: object, schemas = {}) {
  const content = {
    "application/json": { schema: { $ref: "#/components/schemas/team" }, examples: { one: { value } } },
  };
  const document = {
    paths: {
      "/teams": { get: { operationId: "getTeam", responses: { "200": { description: "", content } } } },
    },
    components: { schemas: { team: { type: "object", properties }, ...schemas } },
  } as unknown as OpenApiDocument;
  const team = documented(document).components.schemas["team"]!;
  return Object.fromEntries(
    Object.entries(team.properties!).flatMap(([name, { example }]) =>
      example === undefined ? [] : [[name, example]],
    ),
  );
}

test("a constant and a value have an example, null and an empty text have none", () => {
  const text: Schema = { type: ["string", "null"] };
  const properties = () => ({ type: { type: "string", enum: ["team"] }, id: { ...text }, name: { ...text } });
  expect(examplesFrom(properties(), { type: "team", id: "640011", name: null })).toEqual({
    type: "team",
    id: "640011",
  });
  expect(examplesFrom(properties(), { type: "team", id: "", name: "x".repeat(81) })).toEqual({
    type: "team",
  });
});

test("a list of plain values has an example, one of objects has not", () => {
  const list: Schema = { type: "array", items: { type: "integer" } };
  const objects: Schema = { type: "array", items: { type: "object", properties: {} } };
  const value = { admin_ids: [7100231, 7100232], none: [], admins: [{ id: 1 }] };
  expect(examplesFrom({ admin_ids: list, none: { ...list }, admins: objects }, value)).toEqual({
    admin_ids: "[7100231,7100232]",
  });
});

test("a map of the workspace's own keys has as many of them as fit into a line, also by reference", () => {
  const map: Schema = { type: "object", additionalProperties: { type: "string" } };
  const attributes = { title: "Brake service", photos: ["a.jpg"], note: "y".repeat(80) };
  const properties = { own: map, shared: { $ref: "#/components/schemas/attributes" } };
  expect(examplesFrom(properties, { own: attributes, shared: attributes }, { attributes: map })).toEqual({
    own: '{"title":"Brake service"}',
    shared: '{"title":"Brake service"}',
  });
});

test("what operations share is gone through once, and keeps no examples", () => {
  const get = (operationId: string) => ({
    get: { operationId, responses: { "200": { $ref: "#/components/responses/team" } } },
  });
  const document = {
    paths: { "/a": get("getA"), "/b": get("getB") },
    components: {
      responses: {
        team: {
          description: "",
          content: {
            "application/json": {
              schema: { $ref: "#/components/schemas/team" },
              examples: { one: { value: { id: "1" } }, two: { value: { id: "2", name: "Two" } } },
            },
          },
        },
      },
      schemas: { team: { properties: { id: { type: "string" }, name: { type: "string" } } } },
    },
  } as unknown as OpenApiDocument;
  expect(exemplified(document).size).toBe(1);
  const made = documented(document);
  expect(made.components.schemas["team"]!.properties).toMatchObject({
    id: { example: "1" },
    name: { example: "Two" },
  });
  expect(exemplified(made).size).toBe(0);
});
