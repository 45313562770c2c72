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
  ...readPage("packages/client/docs/error-codes.md").matchAll(
    /^\| `([^`]+)` +\| ([\d, ]+?) +\| (.+?) +\|$/gm,
  ),
].map(([, code = "", statuses = "", advice = ""]) => ({ code, statuses: statuses.split(", "), advice }));

test("the guide to error codes has every code of the descriptions, once, and no other", () => {
  expect(codes.length).toBeGreaterThan(30);
  expect(listed.map(({ code }) => code).toSorted()).toEqual(codes);
});

test("a code stands beside every status that an example of the descriptions has it with", () => {
  const shown = publishedVersions().flatMap(({ operations }) =>
    operations.flatMap(({ operation }) =>
      Object.entries(operation.responses as Record<string, unknown>)
        .filter(([status]) => /^[45]\d\d$/.test(status))
        .flatMap(([status, response]) =>
          [...JSON.stringify(response).matchAll(/"code":"(\w+)"/g)].map(([, code = ""]) => ({
            code,
            status,
          })),
        ),
    ),
  );
  const known = shown.filter(({ code }) => codes.includes(code));
  expect(known.length).toBeGreaterThan(20);
  const missing = known.filter(
    ({ code, status }) => !listed.some((row) => row.code === code && row.statuses.includes(status)),
  );
  expect(missing).toEqual([]);
});

test("it says of each what to do", () => {
  expect(listed.filter(({ advice }) => advice.length < 8).map(({ code }) => code)).toEqual([]);
});
