import { describe, expect, test } from "vitest";
import { impactOf } from "../src/changeset/impact.ts";
import { schemaBump, type Bump } from "../src/changeset/bump.ts";
import type { OpenApiDocument, Schema } from "../src/openapi.ts";
import { contact, edited, mini, type Edit, type WithProperties } from "./mini.ts";

const list = (d: OpenApiDocument) => d.components.schemas["contact_list"] as WithProperties;
const update = (d: OpenApiDocument) => d.paths["/contacts/{contact_id}"]!.put!;

describe("what a change asks of the version", () => {
  test("the same description asks for nothing", () => {
    expect(impactOf(mini(), mini())).toBeUndefined();
  });

  test.each<[string, Edit]>([
    ["prose", (d) => (contact(d).description = "Somebody.")],
    ["an example", (d) => (update(d).requestBody!.content["application/json"]!.examples = {})],
    ["a limit", (d) => (contact(d).properties["id"]!["maxLength"] = 10)],
    ["a format", (d) => (contact(d).properties["id"]!.format = "uuid")],
  ])("patch: %s", (_what, edit) => {
    expect(impactOf(mini(), edited(edit))).toEqual({ bump: "patch", changes: [] });
  });

  test.each<[string, Edit, string]>([
    [
      "an operation more",
      (d) => (d.paths["/tags"] = { get: { ...d.paths["/contacts"]!.get!, operationId: "listTags" } }),
      "`GET /tags`: added",
    ],
    [
      "an optional property more",
      (d) => (contact(d).properties["email"] = { type: "string" }),
      "`contact · email`: added: string",
    ],
    ["a schema more", (d) => (d.components.schemas["tag"] = { type: "object" }), "schema `tag`: added"],
    [
      "an optional parameter more",
      (d) =>
        d.paths["/contacts"]!.get!.parameters!.push({
          name: "page",
          in: "query",
          schema: { type: "integer" },
        } as never),
      "`GET /contacts request · query page`: added: integer",
    ],
    [
      "a status more",
      (d) => (update(d).responses["404"] = { description: "Not there." }),
      "`PUT /contacts/{contact_id} response · 404`: added: any",
    ],
    [
      "a required property more in an answer",
      (d) => {
        list(d).properties["type"] = { type: "string" };
        list(d).required = ["type"];
      },
      "`contact_list · type`: added, required: string",
    ],
    [
      "a parameter that takes more",
      (d) =>
        (d.paths["/contacts"]!.get!.parameters![0] = {
          name: "per_page",
          in: "query",
          schema: { type: ["integer", "string"] },
        }),
      "`GET /contacts request · query per_page`: integer → integer or string",
    ],
  ])("minor: %s", (_what, edit, text) => {
    expect(impactOf(mini(), edited(edit))).toEqual({ bump: "minor", changes: [{ text, bump: "minor" }] });
  });

  test.each<[string, Edit, string]>([
    ["an operation that is gone", (d) => delete d.paths["/contacts"], "`GET /contacts`: removed"],
    [
      "an operationId of another name",
      (d) => (update(d).operationId = "changeContact"),
      "operationId of `PUT /contacts/{contact_id}`: updateContact → changeContact",
    ],
    [
      "a property that is gone",
      (d) => delete contact(d).properties["name"],
      "`contact · name`: removed, was null or string",
    ],
    [
      "a property that a request must have now",
      (d) => (contact(d).required = ["id", "name"]),
      "`contact · name`: now required",
    ],
    [
      "a property that an answer need not have any more",
      (d) => (contact(d).required = []),
      "`contact · id`: no longer required",
    ],
    [
      "a property of another type",
      (d) => (contact(d).properties["id"] = { type: "integer" }),
      "`contact · id`: string → integer",
    ],
    [
      "a property that may be null now, which its readers must ask about",
      (d) => (list(d).properties["data"]!.type = ["array", "null"]),
      "`contact_list · data`: array → array or null",
    ],
    [
      "a body that must be sent now",
      (d) => (update(d).requestBody!.required = true),
      "`PUT /contacts/{contact_id} request · body`: now required",
    ],
    [
      "a parameter that must be given now",
      (d) => ((d.paths["/contacts"]!.get!.parameters![0] as { required?: boolean }).required = true),
      "`GET /contacts request · query per_page`: now required",
    ],
    [
      "a status that is gone",
      (d) => delete update(d).responses["401"],
      "`PUT /contacts/{contact_id} response · 401`: removed, was object",
    ],
    [
      "a value of an answer that is gone",
      (d) => ((d.components.schemas["error"] as WithProperties).properties["type"]!.enum = ["list"]),
      "`error · type`: values error.list → list",
    ],
    [
      "an object that is no longer open",
      (d) => delete list(d).properties["pages"]!.additionalProperties,
      "`#/components/schemas/contact_list/properties/pages/additionalProperties`: no other properties any more",
    ],
    [
      "a type of another name",
      (d) => (contact(d)["x-type-name"] = "Person"),
      "type of the schema `contact`: plain → Person",
    ],
  ])("major: %s", (_what, edit, text) => {
    const impact = impactOf(mini(), edited(edit));
    expect(impact?.bump).toBe("major");
    expect(impact?.changes).toContainEqual({ text, bump: "major" });
  });

  test("a type's other name: minor when it comes, major when it goes", () => {
    const named = edited((d) => (contact(d)["x-type-aliases"] = ["Person"]));
    expect(impactOf(mini(), named)?.bump).not.toBe("major");
    expect(impactOf(named, mini())?.changes).toContainEqual({
      text: "type of the schema `contact`: no longer Person too",
      bump: "major",
    });
  });

  const named =
    (schema: object): Edit =>
    (d) =>
      (contact(d).properties["name"] = schema as Schema);
  const paged =
    (other: string): Edit =>
    (d) => {
      list(d).properties["pages"] = { $ref: `#/components/schemas/${other}` };
      d.components.schemas[other] = { type: "object" };
    };
  const at = "#/components/schemas/contact/properties/name";

  test.each<[string, Edit, Edit, Bump, string]>([
    ["another constant", named({ const: "a" }), named({ const: "b" }), "major", `\`${at}/const\`: "a" → "b"`],
    [
      "one alternative less",
      named({ anyOf: [{ type: "string" }, { type: "string", maxLength: 5 }] }),
      named({ anyOf: [{ type: "string" }] }),
      "major",
      `\`${at}/anyOf\`: 2 → 1 alternatives`,
    ],
    [
      "one alternative more",
      named({ oneOf: [{ type: "string" }] }),
      named({ oneOf: [{ type: "string" }, { type: "string", maxLength: 5 }] }),
      "minor",
      `\`${at}/oneOf\`: 1 → 2 alternatives`,
    ],
    [
      "a map of other values",
      named({ type: "object", additionalProperties: { type: "string" } }),
      named({ type: "object", additionalProperties: { type: "integer" } }),
      "major",
      "`contact · name.{}`: string → integer",
    ],
    [
      "a property of a branch that is gone",
      named({
        allOf: [
          { properties: { first: { type: "string" } } },
          { properties: { first: { type: "integer" } } },
        ],
      }),
      named({ allOf: [{ properties: {} }, { properties: { first: { type: "integer" } } }] }),
      "major",
      "`contact · name.first`: string or integer → integer",
    ],
    ["a schema of another name", paged("pages"), paged("paging"), "major", "schema renamed: pages → paging"],
    [
      "a schema that is gone",
      (d) => (d.components.schemas["tag"] = {}),
      () => {},
      "major",
      "schema `tag`: removed",
    ],
  ])("%s", (_what, was, is, bump, text) => {
    expect(impactOf(edited(was), edited(is))?.changes).toContainEqual({ text, bump });
  });

  test("a schema that no operation uses counts as sent and as read", () => {
    const unused = (required: string[]) =>
      edited(
        (d) =>
          (d.components.schemas["tag"] = {
            type: "object",
            required,
            properties: { id: { type: "string" } },
          }),
      );
    expect(impactOf(unused([]), unused(["id"]))?.bump).toBe("major");
    expect(impactOf(unused(["id"]), unused([]))?.bump).toBe("major");
  });

  test("a schema that is one of several branches counts as what carries it", () => {
    const sent = (values: string[]) =>
      edited((d) => {
        d.components.schemas["filter"] = { type: "object", properties: { value: { type: values } } };
        d.components.schemas["group"] = { type: "object", properties: { all: { type: "array" } } };
        const anyOf = ["filter", "group"].map((name) => ({ $ref: `#/components/schemas/${name}` }));
        update(d).requestBody!.content["application/json"]!.schema = { anyOf };
      });
    expect(impactOf(sent(["string"]), sent(["string", "number"]))?.bump).toBe("minor");
    expect(impactOf(sent(["string", "number"]), sent(["string"]))?.bump).toBe("major");
  });

  test.each([
    ["a", "a, b", "minor", "minor"],
    ["a, b", "a", "major", "major"],
    ["any", "a", "major", "major"],
    ["a", "any", "minor", "major"],
  ] as const)("values %s → %s: %s when sent, %s when read", (before, after, sent, read) => {
    const change = { kind: "values", before, after } as const;
    expect([schemaBump(change, "request"), schemaBump(change, "response")]).toEqual([sent, read]);
  });

  test("a type that becomes any: minor when sent, major when read", () => {
    const change = { kind: "type", before: "string", after: "any" } as const;
    expect([schemaBump(change, "request"), schemaBump(change, "response")]).toEqual(["minor", "major"]);
  });
});
