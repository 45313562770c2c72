import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { apiVersions } from "@intercom-openapi/descriptions";
import { expect, test } from "vitest";
import { aliases, pascalCase } from "../src/aliases.ts";

const packages = fileURLToPath(new URL("../../../packages", import.meta.url));

test.each(apiVersions())("no alias of %s shadows a global", (version) => {
  const declarations = readFileSync(join(packages, `types-${version}`, "index.d.ts"), "utf8");
  const names = [...declarations.matchAll(/^export (?:type|interface) (\w+)/gm)].map(
    ([, name]) => name ?? "",
  );
  const known = globals();
  expect(known.size).toBeGreaterThan(1000);
  expect(names).toEqual(expect.arrayContaining(["Contact", "Conversation", "Ticket", "Endpoints"]));
  expect(names.filter((name) => known.has(name))).toEqual([]);
});

test.each(apiVersions())("no two aliases of %s are the same", (version) => {
  const declarations = readFileSync(join(packages, `types-${version}`, "index.d.ts"), "utf8");
  const names = [...declarations.matchAll(/^export (?:type|interface) (\w+)/gm)].map(([, name]) => name);
  expect(new Set(names).size).toBe(names.length);
});

test("an alias is the schema's name in Pascal case, unless the description names another", () => {
  expect(pascalCase("ticket_type_attribute")).toBe("TicketTypeAttribute");
  const document = {
    components: {
      schemas: { error: { "x-type-name": "ErrorList" }, contact: { description: "A */ person." } },
    },
  };
  expect(aliases(document as unknown as Parameters<typeof aliases>[0])).toBe(
    '/** A *\\/ person. */\nexport type Contact = components["schemas"]["contact"];\n' +
      'export type ErrorList = components["schemas"]["error"];\n',
  );
});

test("a schema that the reference pages call otherwise has that name too", () => {
  const document = {
    components: { schemas: { convert_request: { description: "A.", "x-type-aliases": ["ConvertPayload"] } } },
  };
  expect(aliases(document as unknown as Parameters<typeof aliases>[0])).toBe(
    '/** A. */\nexport type ConvertPayload = components["schemas"]["convert_request"];\n' +
      '/** A. */\nexport type ConvertRequest = components["schemas"]["convert_request"];\n',
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
