import { expect, test } from "vitest";
import { misfits } from "../src/check.ts";
import { examplesOf } from "../src/examples.ts";
import type { OpenApiDocument, Schema } from "../src/openapi.ts";
import { mini } from "./mini.ts";

function problemsOf(
  value: unknown,
  change: (contact: Schema, document: OpenApiDocument) => void = () => {},
): string[] {
  const document = mini();
  change(document.components.schemas["contact"]!, document);
  const response = document.paths["/contacts/{contact_id}"]!.put!.responses["200"]!;
  if ("content" in response) response.content!["application/json"]!.examples = { one: { value } };
  return misfits(document, examplesOf(document)).flatMap(({ problems }) => problems);
}

test("an example that fits is passed over in silence", () => {
  expect(problemsOf({ id: "1" })).toEqual([]);
});

test("a value that the schema refuses is named", () => {
  expect(problemsOf({ name: 5 })).toEqual([
    "/ must have required property 'id'",
    "/name must be string,null",
  ]);
});

test("a property that nothing declares is named, however deep", () => {
  const nested = (contact: Schema) =>
    (contact.properties!["location"] = { type: "object", properties: { city: {} } });
  expect(problemsOf({ id: "1", location: { city: "Cork", zip: "T12" } }, nested)).toEqual([
    "/location undeclared property zip",
  ]);
});

test("a property of any branch that fits counts as declared", () => {
  const composed = (contact: Schema) => {
    contact.allOf = [{ properties: { email: { type: "string" } } }];
    contact.anyOf = [
      { properties: { role: { enum: ["user"] } } },
      { required: ["lead"], properties: { lead: {} } },
    ];
  };
  expect(problemsOf({ id: "1", email: "a@b.c", role: "user" }, composed)).toEqual([]);
  expect(problemsOf({ id: "1", role: "user", phone: "1" }, composed)).toEqual([
    "/ undeclared property phone",
  ]);
});

test("an open map takes any key", () => {
  const open = (contact: Schema) =>
    (contact.properties!["custom"] = { type: "object", additionalProperties: true });
  expect(problemsOf({ id: "1", custom: { plan: "pro" } }, open)).toEqual([]);
});

test("a request may hold what nothing declares, as the API ignores it", () => {
  const document = mini();
  const { content } = document.paths["/contacts/{contact_id}"]!.put!.requestBody!;
  content["application/json"]!.examples = { one: { value: { id: "1", extra: true } } };
  expect(misfits(document, examplesOf(document))).toEqual([]);
});
