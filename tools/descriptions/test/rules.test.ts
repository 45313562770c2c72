import { describe, expect, test } from "vitest";
import { lint } from "../src/lint.ts";
import type { OpenApiDocument, Operation, Schema } from "../src/openapi.ts";
import { readDescription, readLayers } from "../src/read.ts";
import { mini, specsWith } from "./mini.ts";

async function reasons(change: (description: OpenApiDocument) => void = () => {}): Promise<string[]> {
  const description = mini();
  change(description);
  const specs = specsWith(description);
  const problems = await lint(readDescription("1.0", specs), readLayers(specs));
  return problems.map(({ pointer, reason }) => `${pointer} ${reason}`);
}

const list = (d: OpenApiDocument) => d.paths["/contacts"]!.get as Operation;
const update = (d: OpenApiDocument) => d.paths["/contacts/{contact_id}"]!.put as Operation;
const name = (d: OpenApiDocument) => d.components.schemas["contact"]!.properties!["name"] as Schema;
const media = (d: OpenApiDocument, status: string) => {
  const response = list(d).responses[status]!;
  return "content" in response ? response.content!["application/json"]! : {};
};

test("a sound description is passed over in silence", async () => {
  expect(await reasons()).toEqual([]);
});

describe("each rule speaks", () => {
  test.each<[string, string, (description: OpenApiDocument) => void]>([
    ["described", "`name` has no description", (d) => delete name(d).description],
    ["described", "`contact` has no description", (d) => delete d.components.schemas["contact"]!.description],
    ["described", "starts with no capital", (d) => (name(d).description = "its name.")],
    ["described", "without a full stop", (d) => (name(d).description = "Its name")],
    ["described", "The operation has no description", (d) => (list(d).description = " ")],
    ["described", "needs a `summary`", (d) => (list(d).summary = "List contacts.")],
    [
      "described",
      "The parameter has no description",
      (d) => delete (list(d).parameters![0] as Schema).description,
    ],
    ["described", "The request body has no", (d) => delete update(d).requestBody!.description],
    [
      "described",
      "The response has no description",
      (d) => ((list(d).responses["401"] as Schema).description = ""),
    ],
    ["described", "The tag has no description", (d) => delete d.tags![0]!.description],
    ["exemplified", "The response 200 has no example", (d) => delete media(d, "200").examples],
    ["exemplified", "No 4xx response has an example", (d) => delete media(d, "401").examples],
    [
      "exemplified",
      "The request body has no example",
      (d) => delete update(d).requestBody!.content["application/json"]!.examples,
    ],
    [
      "named",
      "is not in snake case",
      (d) => (d.components.schemas["contactPage"] = { description: "A page." }),
    ],
    ["named", "does not say what it identifies", renamePlaceholder],
    [
      "nullable",
      "`id` says",
      (d) => (d.components.schemas["contact"]!.properties!["id"]!.description = "Its id, or null."),
    ],
    ["paginated", "there is no `x-pagination`", (d) => delete list(d)["x-pagination"]],
    ["paginated", "Unknown style", (d) => (list(d)["x-pagination"] = { style: "offset", items: "data" })],
    [
      "paginated",
      "No list at `contacts`",
      (d) => (list(d)["x-pagination"] = { style: "page", items: "contacts" }),
    ],
    [
      "paginated",
      "No `pages.nxt` in the answer",
      (d) => (list(d)["x-pagination"] = { style: "link", items: "data", cursor: "pages.nxt" }),
    ],
    ["extended", "Nothing reads `x-raeds` of this, only x-pagination", (d) => (list(d)["x-raeds"] = true)],
    ["extended", "Nothing reads `x-type` of this, only x-type-name", (d) => (name(d)["x-type"] = "Name")],
    [
      "extended",
      "Nothing reads `x-a` of this, only no extension",
      (d) => Object.assign(d.tags![0]!, { "x-a": 1 }),
    ],
  ])("%s: %s", async (rule, message, change) => {
    const found = await reasons(change);
    expect(
      found.filter((reason) => reason.includes(message) && reason.includes(`intercom/${rule}`)),
    ).not.toEqual([]);
  });

  test("and so do Redocly's", async () => {
    const found = await reasons((d) => (d.components.schemas["contact"]!.required = ["id", "visits"]));
    expect(found.join()).toContain("no-required-schema-properties-undefined");
  });
});

test("a schema that nothing uses is reported, unless it says why it is kept", async () => {
  const unused = { type: "object", description: "A visitor that is gone." } as Schema;
  const report =
    '#/components/schemas/visitor 1.0: Component: "visitor" is never used. (no-unused-components)';
  expect(await reasons((d) => (d.components.schemas["visitor"] = unused))).toEqual([report]);
  const kept = { ...unused, "x-unused": "Published, and no operation answers with it." };
  expect(await reasons((d) => (d.components.schemas["visitor"] = kept))).toEqual([]);
});

function renamePlaceholder(description: OpenApiDocument): void {
  const item = description.paths["/contacts/{contact_id}"]!;
  delete description.paths["/contacts/{contact_id}"];
  (item.put!.parameters as { name: string }[])[0]!.name = "id";
  description.paths["/contacts/{id}"] = item;
}
