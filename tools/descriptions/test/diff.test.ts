import { expect, test } from "vitest";
import { diffMarkdown } from "../src/diff-report.ts";
import { diffOf } from "../src/diff.ts";
import type { OpenApiDocument, Schema } from "../src/openapi.ts";
import { mini } from "./mini.ts";

function diffWith(change: (after: OpenApiDocument) => void) {
  const after = mini();
  after.info.version = "2.0";
  change(after);
  return diffOf(mini(), after);
}

const contact = (d: OpenApiDocument) =>
  d.components.schemas["contact"] as Schema & { properties: Record<string, Schema> };

test("the same description twice has no difference", () => {
  const { wire, naming } = diffWith(() => {});
  expect([...Object.values(wire), ...Object.values(naming)].flat()).toEqual([]);
});

test("operations, parameters and answers are told apart", () => {
  const { wire, naming } = diffWith((d) => {
    d.paths["/tags"] = { get: d.paths["/contacts"]!.get! };
    d.paths["/contacts"]!.get!.operationId = "allContacts";
    d.paths["/contacts"]!.get!.parameters = [];
    delete d.paths["/contacts"]!.get!.responses["401"];
  });
  expect(wire.addedOperations).toEqual(["GET /tags"]);
  expect(wire.parameters).toEqual([{ at: "GET /contacts", change: "query per_page removed" }]);
  expect(wire.statuses).toEqual([{ at: "GET /contacts", change: "401 removed" }]);
  expect(naming.operationIds).toEqual([{ at: "GET /contacts", change: "listContacts → allContacts" }]);
});

test("a change of a schema is told once, with every operation that carries it", () => {
  const { wire } = diffWith((d) => {
    contact(d).properties["id"] = { type: "integer", description: "Its id." };
    contact(d).properties["role"] = { type: "string", enum: ["user", "lead"] };
    contact(d).required = [];
    delete contact(d).properties["name"];
  });
  const everywhere = [
    "GET /contacts response 200",
    "PUT /contacts/{contact_id} request",
    "PUT /contacts/{contact_id} response 200",
  ];
  expect(wire.schemas).toEqual([
    {
      schema: "contact",
      property: "id",
      change: { kind: "type", before: "string", after: "integer" },
      in: everywhere,
    },
    { schema: "contact", property: "id", change: { kind: "required", now: false }, in: everywhere },
    {
      schema: "contact",
      property: "name",
      change: { kind: "removed", type: "null or string" },
      in: everywhere,
    },
    {
      schema: "contact",
      property: "role",
      change: { kind: "added", type: "string", required: false },
      in: everywhere,
    },
  ]);
});

test("a schema under another name changes nothing on the wire", () => {
  const { wire, naming } = diffWith((d) => {
    d.components.schemas["person"] = contact(d);
    delete d.components.schemas["contact"];
    const text = JSON.stringify(d.paths).replaceAll('schemas/contact"', 'schemas/person"');
    d.paths = JSON.parse(text) as OpenApiDocument["paths"];
    d.components.schemas["contact_list"]!.properties!["data"]!.items = {
      $ref: "#/components/schemas/person",
    };
  });
  expect(wire.schemas).toEqual([]);
  expect(naming.schemas).toEqual([{ at: "contact", change: "contact → person" }]);
});

test("the report names the versions, the change and where it stands", () => {
  const guide = diffMarkdown(diffWith((d) => (contact(d).properties["email"] = { type: "string" })));
  expect(guide).toContain("# Moving from 1.0 to 2.0");
  expect(guide).toContain(
    "- `contact · email`: added: string (in `GET /contacts`, `PUT /contacts/{contact_id}`)",
  );
});
