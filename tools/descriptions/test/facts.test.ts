import { describe, expect, test } from "vitest";
import { differencesOf } from "../src/differences.ts";
import { exampleDriftOf } from "../src/drift.ts";
import type { OpenApiDocument, Schema } from "../src/openapi.ts";
import { readDescription } from "../src/read.ts";
import { mini, specsWith } from "./mini.ts";

async function driftFrom(change: (official: OpenApiDocument) => void) {
  const official = mini();
  change(official);
  const { published, corrected } = await readDescription("1.0", specsWith(mini()));
  return { differences: differencesOf(official, published), ...exampleDriftOf(corrected, official) };
}

const schema = (document: OpenApiDocument, name = "contact") => document.components.schemas[name] as Schema;

describe("drift ignores", () => {
  test.each<[string, (official: OpenApiDocument) => void]>([
    ["prose", (d) => (schema(d).description = "Someone else's words.")],
    ["examples", (d) => (schema(d)["example"] = { id: "9" })],
    ["extensions", (d) => (schema(d)["x-tags"] = ["Contacts"])],
    [
      "order",
      (d) => (schema(d).properties = Object.fromEntries(Object.entries(schema(d).properties!).toReversed())),
    ],
    ["a placeholder's name", rename],
    ["nullable of 3.0", (d) => (schema(d).properties!["name"] = { type: "string", nullable: true })],
  ])("%s", async (_, change) => {
    expect((await driftFrom(change)).differences).toEqual([]);
  });
});

describe("drift sees", () => {
  test.each<[string, string, (official: OpenApiDocument) => void]>([
    [
      "an operation that is new",
      "DELETE /contacts operationId",
      (d) => (d.paths["/contacts"]!.delete = d.paths["/contacts"]!.get!),
    ],
    [
      "another operationId",
      "GET /contacts operationId",
      (d) => (d.paths["/contacts"]!.get!.operationId = "x"),
    ],
    [
      "a parameter's bound",
      "GET /contacts query per_page maximum",
      (d) => (parameter(d).schema["maximum"] = 50),
    ],
    ["a parameter's need", "GET /contacts query per_page required", (d) => (parameter(d).required = true)],
    [
      "a status",
      "GET /contacts 404",
      (d) => (d.paths["/contacts"]!.get!.responses["404"] = { description: "" }),
    ],
    [
      "a body's need",
      "PUT /contacts/{} body required",
      (d) => (d.paths["/contacts/{contact_id}"]!.put!.requestBody!.required = true),
    ],
    ["a schema that is gone", "error type", (d) => delete d.components.schemas["error"]],
    ["a property that is new", "contact.email", (d) => (schema(d).properties!["email"] = {})],
    ["another type", "contact.id type", (d) => (schema(d).properties!["id"]!.type = "integer")],
    ["another format", "contact.id format", (d) => (schema(d).properties!["id"]!.format = "uuid")],
    ["null", "contact.id nullable", (d) => (schema(d).properties!["id"]!["nullable"] = true)],
    ["another value", "error.type enum", (d) => (schema(d, "error").properties!["type"]!.enum = ["error"])],
    ["what is required", "contact required", (d) => (schema(d).required = ["id", "name"])],
    [
      "another reference",
      "contact_list.data/items $ref",
      (d) => (schema(d, "contact_list").properties!["data"]!.items = { $ref: "#/components/schemas/error" }),
    ],
    ["a branch", "contact/oneOf", (d) => (schema(d).oneOf = [{ required: ["id"] }])],
    ["a server", "servers", (d) => (d.servers = [{ url: "https://api.example.com" }])],
    ["a tag", "tags", (d) => (d.tags = [])],
  ])("%s", async (_, pointer, change) => {
    const { differences } = await driftFrom(change);
    expect(differences.map((difference) => difference.pointer)).toContain(pointer);
  });
});

test("drift holds their examples against our corrected description", async () => {
  const { examples, tally } = await driftFrom((official) => {
    const response = official.paths["/contacts"]!.get!.responses["200"]!;
    if ("content" in response)
      response.content!["application/json"]!.examples!["page"]!.value = { data: [{}], more: 1 };
  });
  expect(tally).toEqual({
    "2xx": { fit: 1, checked: 2 },
    "4xx": { fit: 2, checked: 2 },
    request: { fit: 1, checked: 1 },
  });
  expect(examples).toEqual([
    {
      operationId: "listContacts",
      of: "200",
      name: "page",
      problems: ["/data/0 must have required property 'id'", "/ undeclared property more"],
    },
  ]);
});

function parameter(document: OpenApiDocument) {
  return document.paths["/contacts"]!.get!.parameters![0] as { required?: boolean; schema: Schema };
}

function rename(document: OpenApiDocument): void {
  const item = document.paths["/contacts/{contact_id}"]!;
  delete document.paths["/contacts/{contact_id}"];
  const [placeholder] = item.put!.parameters as { name: string }[];
  placeholder!.name = "id";
  document.paths["/contacts/{id}"] = item;
}
