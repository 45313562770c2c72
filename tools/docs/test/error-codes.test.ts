import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { publishedVersions } from "../src/site/reference/index.ts";
import { readPage } from "../src/snippets/index.ts";

const specs = createRequire(import.meta.url);

interface Schema {
  "x-extensible-enum"?: string[];
}

/** The codes that a version's description names for the errors of a list. */
function codesOf(version: string): string[] {
  const description = JSON.parse(
    readFileSync(specs.resolve(`@intercom-openapi/specs/${version}.json`), "utf8"),
  ) as {
    components: {
      schemas: { error: { properties: { errors: { items: { properties: { code: Schema } } } } } };
    };
  };
  return (
    description.components.schemas.error.properties.errors.items.properties.code["x-extensible-enum"] ?? []
  );
}

const codes = [...new Set(publishedVersions().flatMap(({ version }) => codesOf(version)))].toSorted();
const listed = [
  ...readPage("packages/client/docs/error-codes.md").matchAll(/^\| `([^`]+)` +\| (\d{3}) +\| (.+?) +\|$/gm),
].map(([, code = "", , advice = ""]) => ({ code, advice }));

test("the guide to error codes has every code of the descriptions, once, and no other", () => {
  expect(codes.length).toBeGreaterThan(30);
  expect(listed.map(({ code }) => code).toSorted()).toEqual(codes);
});

test("it says of each what to do", () => {
  expect(listed.filter(({ advice }) => advice.length < 8).map(({ code }) => code)).toEqual([]);
});
