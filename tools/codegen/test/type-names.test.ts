import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { apiVersions, readAllDescriptions, type OpenApiDocument } from "@intercom-openapi/descriptions";
import { repository } from "@intercom-openapi/support";
import { expect, test } from "vitest";
import { declarations } from "../src/declarations.ts";
import { lists } from "../src/lists.ts";
import { namedSchemas } from "../src/named-schemas.ts";
import { names as otherNames } from "../src/names.ts";
import { openEnums } from "../src/open-enums.ts";
import { openapiNodes, printed } from "../src/openapi-types.ts";
import { byName, typeName } from "../src/type-names.ts";

const packages = join(repository, "packages");

test.each(apiVersions())("no type of %s shadows a global", (version) => {
  const written = readFileSync(join(packages, `types-${version}`, "index.d.ts"), "utf8");
  const names = [...written.matchAll(/^export (?:type|interface) (\w+)/gm)].map(([, name]) => name ?? "");
  const known = globals();
  expect(known.size).toBeGreaterThan(1000);
  expect(names).toEqual(expect.arrayContaining(["Contact", "Conversation", "Ticket", "Endpoints"]));
  expect(names.filter((name) => known.has(name))).toEqual([]);
});

test("two types of one name are an error, and a placeholder leaves its name to the schema", () => {
  const description = readAllDescriptions().at(-1)!;
  const { corrected } = description;
  const { schemas } = corrected.components;
  expect(() => declarations(description)).not.toThrow();
  const clash = {
    ...corrected,
    components: { ...corrected.components, schemas: { ...schemas, Tag: { type: "object" } } },
  };
  expect(() => declarations({ ...description, corrected: clash })).toThrow(
    `${description.version}: two types are called Tag`,
  );
  const paths = {
    "/tags/{tag}": { parameters: [{ name: "tag", in: "path", required: true, schema: {} }], get: {} },
  };
  const named = { ...document, paths } as unknown as OpenApiDocument;
  expect(otherNames(named)).not.toContain("export type Tag =");
});

test("a type is called as its schema in Pascal case, unless the description names another", () => {
  expect(typeName("ticket_type_attribute", {})).toBe("TicketTypeAttribute");
  expect(typeName("Ticket-Type.attribute", {})).toBe("TicketTypeAttribute");
  expect(typeName("error", { "x-type-name": "ErrorList" })).toBe("ErrorList");
});

const document = {
  openapi: "3.1.0",
  info: { title: "Mini", version: "1.0" },
  paths: {},
  components: {
    schemas: {
      contact: {
        type: "object",
        description: "A */ person.",
        properties: { tags: { type: "array", items: { $ref: "#/components/schemas/tag" } } },
      },
      convert_request: { type: "object", description: "A.", "x-type-aliases": ["ConvertPayload"] },
      tag: { anyOf: [{ type: "string" }, { $ref: "#/components/schemas/contact" }] },
    },
  },
} as unknown as OpenApiDocument;

test("an object is an interface with its own comment, everything else a type, and all go by name", () => {
  const text = byName(printed(namedSchemas(openapiNodes(document), document)), document);
  expect(text).toContain("/** A *\\/ person. */\nexport interface Contact {\n  tags?: Tag[];\n}");
  expect(text).toContain("export type Tag = string | Contact;");
  expect(text).toMatch(
    /schemas: \{\n\s+contact: Contact;\n\s+convert_request: ConvertRequest;\n\s+tag: Tag;\n/,
  );
  expect(text).not.toContain('components["schemas"]');
});

test("a schema that the reference pages call otherwise has that name too", () => {
  expect(otherNames(document)).toContain("/** A. */\nexport type ConvertPayload = ConvertRequest;\n");
});

test("an open enum of texts without a type may still be null", () => {
  const odd = structuredClone(document);
  odd.components.schemas["contact"]!.properties = { state: { enum: ["a", "b", null] } };
  openEnums(odd);
  expect(printed(namedSchemas(openapiNodes(odd), odd))).toContain(
    'state?: "a" | "b" | (string & {}) | null;',
  );
});

test("a list that is no longer in its answer is left out: lint names it", () => {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/contact" } } };
  const list = (items: string) => ({
    get: { operationId: "a", "x-pagination": { style: "none", items }, responses: { "200": { content } } },
  });
  const paths = { "/tags": list("tags"), "/gone": list("data") };
  expect(lists({ ...document, paths } as unknown as OpenApiDocument)).toContain(
    '"/tags": NonNullable<components["schemas"]["contact"]["tags"]>[number];\n  };',
  );
});

/** The global names of the compiler's own ES and DOM libraries. */
function globals(): Set<string> {
  const lib = join(dirname(createRequire(import.meta.url).resolve("typescript")));
  const files = readdirSync(lib).filter((name) => /^lib\.(es|dom)[\w.]*\.d\.ts$/.test(name));
  const text = files.map((name) => readFileSync(join(lib, name), "utf8")).join("\n");
  return new Set(
    [...text.matchAll(/^(?:declare (?:var|function|const|class) |interface |type )(\w+)/gm)].map(
      ([, name]) => name ?? "",
    ),
  );
}
