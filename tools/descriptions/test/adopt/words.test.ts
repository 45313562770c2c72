import { describe, expect, test } from "vitest";
import { adopted, ours, schema, TAGS, text } from "./adopted.ts";
import { THEIR_WORDS } from "./official.ts";

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
    expect(removed).toEqual([]);
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
    expect(removed.length).toBe(references + 1);
  });

  test("a path", () => {
    const { after, removed } = adopted((d) => {
      d.paths["/people/{contact_id}/tags"] = d.paths[TAGS]!;
      delete d.paths[TAGS];
    });
    expect(after.paths["/people/{contact_id}/tags"]).toEqual(ours.paths[TAGS]);
    expect(removed.length).toBe(1);
  });

  test("an operation whose placeholders they call something else", () => {
    const { removed } = adopted((d) => {
      const path = JSON.stringify(d.paths[TAGS]).replaceAll('"contact_id"', '"id"');
      delete d.paths[TAGS];
      d.paths["/contacts/{id}/tags"] = JSON.parse(path);
      d.paths["/contacts/{id}/tags"]!.get!.deprecated = true;
    });
    expect(removed).toEqual([]);
  });
});
